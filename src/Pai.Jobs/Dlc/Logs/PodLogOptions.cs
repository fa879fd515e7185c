namespace Pai.Jobs.Internal.Dlc;

/// <summary>The model of the service that a <see cref="PodLogReader"/> relies on.</summary>
internal sealed record PodLogOptions
{
    /// <summary>The most lines of one answer. An answer with so many is not trusted: more may have been cut off.</summary>
    public int MaxLines { get; init; } = 2000;

    /// <summary>The longest time, in seconds, from the time of a line until the service has it. A window that is older is closed.</summary>
    public int Lateness { get; init; } = 10;

    /// <summary>The same while the lines of so long a time fit into an answer: closing a window can wait then.</summary>
    public int CalmLateness { get; init; } = 120;
}

/// <summary>The precision of the service's filter by time, as far as answers have shown it. All readers share it.</summary>
internal sealed class FilterPrecision
{
    private volatile bool _isSecond;

    /// <summary>True once answers have shown that the filter tells seconds of a minute apart. Before that, a minute counts.</summary>
    public bool IsSecond
    {
        get => _isSecond;
        set => _isSecond = value;
    }
}
