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
    IReadOnlyList<string> Rules);

/// <summary>The values of another run that are not those of the first one.</summary>
internal sealed record RunRequestJson(Dictionary<string, string?>? Values);

/// <summary>The options of a replay.</summary>
internal sealed record ReplayRequestJson(ReplayOptionsJson? Options);

/// <summary>The most of each input.</summary>
internal sealed record ReplayOptionsJson(int? MaxFiles, long? MaxBytes);

/// <summary>The run that was made.</summary>
internal sealed record SubmittedJson(string Source, string Id);
