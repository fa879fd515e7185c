namespace Pai.Jobs.CommandLine;

/// <summary>The command line or its values are wrong; nothing was sent.</summary>
internal sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    /// <summary>All that is wrong, in sentences that name the option, the value and the nearest right thing.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
