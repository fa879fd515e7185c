using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Reads a project's own catalog file line by line: a line that is not understood would silently know nothing.</summary>
internal static class CatalogFileCheck
{
    private static readonly string[] s_typeKeys =
        ["cpu", "memory", "gpu", "gpu_type", "gpu_memory", "accelerator", "arch", "documented", "modules", "retired"];
    private static readonly string[] s_imageKeys = ["framework", "version", "accelerator", "python", "cuda", "os", "scope", "regions"];

    public static void Check(AdditionalFileAnalysisContext context)
    {
        if (!JobCatalog.IsCatalog(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var line in text.Lines)
        {
            var content = text.ToString(line.Span);
            if (content.Trim().Length == 0 || content[0] == '#') continue;
            foreach (var problem in ProblemsOf(content))
                context.ReportDiagnostic(Diagnostic.Create(
                    ResourcesRules.CatalogFile,
                    Location.Create(context.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span)), problem));
        }
    }

    private static IEnumerable<string> ProblemsOf(string line)
    {
        var parts = line.Split([" | "], StringSplitOptions.None);
        var name = parts[0].Trim();
        var isImage = name.IndexOf('/') >= 0;
        if (isImage ? ImageReference.Parse(name) is null : !InstanceTypeName.IsWellFormed(name) && !InstanceTypeName.IsFamily(name))
            yield return $"\"{name}\" is neither an image reference nor an instance type";
        var keys = isImage ? s_imageKeys : s_typeKeys;
        for (var i = 1; i < parts.Length; i++)
        {
            var equals = parts[i].IndexOf('=');
            var key = equals < 0 ? parts[i].Trim() : parts[i].Substring(0, equals);
            if (equals < 0) yield return $"\"{parts[i].Trim()}\" does not have the form key=value";
            else if (Array.IndexOf(keys, key) < 0)
                yield return $"\"{key}\" is not a valid key of {(isImage ? "an image" : "an instance type")}: use {Words.OrPlain(keys)}";
            else if (ProblemOf(key, parts[i].Substring(equals + 1).Trim()) is { } problem) yield return problem;
        }
    }

    private static string? ProblemOf(string key, string value) => key switch
    {
        "cpu" or "memory" or "gpu" or "gpu_memory" =>
            double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? null
            : $"\"{value}\" is not a valid number for {key}: use 0 or more",
        "accelerator" => value is "CPU" or "GPU" or "PPU" ? null : $"\"{value}\" is not a valid accelerator: use CPU, GPU or PPU",
        _ => null,
    };
}
