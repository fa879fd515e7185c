namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A choice of <see cref="FormJob"/>.</summary>
internal enum TemperatureUnit
{
    Celsius,
    Fahrenheit,
}
