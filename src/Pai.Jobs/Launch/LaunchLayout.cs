namespace Pai.Jobs.Internal.Launch;

/// <summary>Where and how the launch script runs.</summary>
internal sealed record LaunchLayout
{
    /// <summary>The path of <c>/ml</c> there.</summary>
    public required string Ml { get; init; }

    /// <summary>The working directory of a job without code.</summary>
    public required string Home { get; init; }

    /// <summary>A folder for what the script adds to the path.</summary>
    public required string Tools { get; init; }

    /// <summary>Marks the script's last line: letters and digits that the job cannot guess.</summary>
    public required string Tag { get; init; }

    /// <summary>The processes that get the signals.</summary>
    public required LaunchSignals Signals { get; init; }

    /// <summary>The code; null for a job without.</summary>
    public LaunchCode? Code { get; init; }

    /// <summary>Where requirements are installed to; empty: into the image's own Python.</summary>
    public string Venv { get; init; } = "";

    /// <summary>A file for the phases where no descriptor is passed on; empty: none.</summary>
    public string Phase { get; init; } = "";

    /// <summary>A path of the contract, as it is there.</summary>
    public string ToPath(string contractPath) =>
        contractPath.StartsWith("/ml/", StringComparison.Ordinal) ? Ml + contractPath["/ml".Length..] : contractPath;
}
