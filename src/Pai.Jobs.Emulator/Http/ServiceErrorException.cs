namespace Pai.Jobs.Internal.Emulator;

/// <summary>An answer of the service that is an error: its status, its code, and what else its XML says.</summary>
internal sealed class ServiceErrorException(int status, string code, string ec, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The finer code, of the header <c>x-oss-ec</c>.</summary>
    public string Ec { get; } = ec;

    /// <summary>Further elements of the XML.</summary>
    public List<(string Name, string Value)> Details { get; } = [];

    /// <summary>Further headers of the answer.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    public ServiceErrorException With(string name, string? value)
    {
        Details.Add((name, value ?? ""));
        return this;
    }

    public ServiceErrorException WithHeader(string name, string value)
    {
        Headers.Add((name, value));
        return this;
    }
}
