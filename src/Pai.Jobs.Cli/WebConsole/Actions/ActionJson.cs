namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The differences of two runs, grouped by what differs; and the same as lines.</summary>
internal sealed record DiffJson(IReadOnlyList<DiffSectionJson> Sections, IReadOnlyList<string> Notes, string Text);

/// <summary>The differences of one kind.</summary>
internal sealed record DiffSectionJson(string Name, IReadOnlyList<DiffChangeJson> Changes);

/// <summary>A difference between two runs.</summary>
internal sealed record DiffChangeJson(string Name, string? Left, string? Right, string Kind);

/// <summary>The settings that another run can change.</summary>
internal sealed record FormJson(bool CanRun, string? Reason, IReadOnlyList<FormFieldJson> Parameters, string Note);

/// <summary>A parameter of a form.</summary>
internal sealed record FormFieldJson(
    string Name,
    string Type,
    string Form,
    string? Description,
    bool Required,
    string? Default,
    string? Value,
    bool Secret,
    IReadOnlyList<string>? Choices,
    IReadOnlyList<string> Rules,
    int? MaxLength,
    string? Pattern);

/// <summary>The values of another run that are not those of the first one.</summary>
internal sealed record RunRequestJson(Dictionary<string, string?>? Values);

/// <summary>The options of a replay.</summary>
internal sealed record ReplayRequestJson(ReplayOptionsJson? Options);

/// <summary>The most of each input.</summary>
internal sealed record ReplayOptionsJson(int? MaxFiles, long? MaxBytes)
{
    /// <summary>The source of this machine's runs, and the options of a replay there.</summary>
    /// <exception cref="ConsoleException">The console does not show the runs of this machine.</exception>
    public static (RunSource Local, ReplayOptions Options) Read(ReplayOptionsJson? options, RunSources sources)
    {
        var local = sources.All.FirstOrDefault(s => s.Backend is LocalBackend)
            ?? throw new ConsoleException(501, "notSupported", "The console does not show the runs of this machine.");
        var standard = new ReplayOptions();
        return (local, standard with
        {
            MaxFilesPerInput = options?.MaxFiles ?? standard.MaxFilesPerInput,
            MaxBytesPerInput = options?.MaxBytes ?? standard.MaxBytesPerInput,
            Local = new() { RunsDirectory = ((LocalBackend)local.Backend).RunsDirectory },
        });
    }
}

/// <summary>A run that is not submitted: the most that it can cost, in a sentence, and what is wrong with it.</summary>
internal sealed record PlanJson(string Cost, IReadOnlyList<ProblemJson> Problems);

/// <summary>The run that was made.</summary>
internal sealed record SubmittedJson(string Source, string Id);
