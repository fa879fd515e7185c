using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>What a project has beside its code, as MSBuild hands it to the compiler.</summary>
/// <param name="EditorConfig">Lines of <c>.editorconfig</c> for all C# files.</param>
/// <param name="Catalog">The text of <c>pai-jobs.catalog</c>.</param>
/// <param name="Sources">The files of <c>PaiJobSource</c>, relative to the project.</param>
internal sealed record ProjectOptions(string EditorConfig = "", string? Catalog = null, params ImmutableArray<string> Sources)
{
    public const string Folder = "/src/project/";

    /// <summary>The text of <c>pai-jobs.prices.json</c>; null for none.</summary>
    public string? Prices { get; init; }

    /// <summary>What another generator adds, which ours cannot see; null for none.</summary>
    public string? Generated { get; init; }

    private AnalyzerConfigSet Configs =>
        AnalyzerConfigSet.Create(
            ImmutableArray.Create(AnalyzerConfig.Parse("root = true\n[*.cs]\n" + EditorConfig + "\n", Folder + ".editorconfig")));

    /// <summary>The severities that the options set, for the compilation.</summary>
    public SyntaxTreeOptionsProvider Severities => new TreeOptions(Configs);

    public AnalyzerOptions ForAnalyzers()
    {
        var sources = Sources.IsDefault ? [] : Sources;
        var files = ImmutableArray.CreateBuilder<AdditionalText>();
        if (Catalog is not null) files.Add(new File(Folder + "pai-jobs.catalog", Catalog));
        if (Prices is not null) files.Add(new File(Folder + "pai-jobs.prices.json", Prices));
        foreach (var source in sources) files.Add(new File(Folder + source, ""));
        return new(files.ToImmutable(), new ConfigOptions(Configs, hasTargets: sources.Length > 0));
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class TreeOptions(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }

    private sealed class ConfigOptions(AnalyzerConfigSet configs, bool hasTargets) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(
            hasTargets
                ? new Dictionary<string, string>
                {
                    ["build_property.PaiJobsTargets"] = "true",
                    ["build_property.MSBuildProjectDirectory"] = Folder.TrimEnd('/'),
                }
                : []);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) =>
            new Options(configs.GetOptionsForSourcePath(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Options(IsOfProject(textFile.Path)
                ? []
                : new Dictionary<string, string> { ["build_metadata.AdditionalFiles.PaiJobSource"] = "true" });
    }

    private static bool IsOfProject(string path) => Path.GetFileName(path) is "pai-jobs.catalog" or "pai-jobs.prices.json";

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
