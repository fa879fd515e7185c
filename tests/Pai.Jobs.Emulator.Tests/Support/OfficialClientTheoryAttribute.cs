namespace Pai.Jobs.Emulator.Tests;

/// <summary>A test of an official client. It is skipped where the client is missing, but not in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficialClientTheoryAttribute : TheoryAttribute
{
    public OfficialClientTheoryAttribute(string module = "ali-oss")
    {
        var isCi = Environment.GetEnvironmentVariable("CI") == "true";
        if (!isCi && OfficialClient.Missing(module) is { } missing) Skip = $"{missing} is missing: eng/official-clients installs it.";
    }
}
