using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The files of the project's <c>PaiJobSource</c> items, as the package's build targets hand them over.</summary>
internal sealed class JobSources
{
    private readonly string _project;
    private readonly List<string> _files = new();

    public JobSources(AnalyzerOptions options)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        IsComplete = global.TryGetValue("build_property.PaiJobsTargets", out var targets) && targets == "true";
        _project = global.TryGetValue("build_property.MSBuildProjectDirectory", out var project)
            ? Normalize(project).TrimEnd('/') + "/"
            : "";
        foreach (var file in options.AdditionalFiles)
        {
            var metadata = options.AnalyzerConfigOptionsProvider.GetOptions(file);
            if (!metadata.TryGetValue("build_metadata.AdditionalFiles.PaiJobSource", out var isSource) || isSource != "true") continue;

            // A file from elsewhere is where it goes to.
            _files.Add(metadata.TryGetValue("build_metadata.AdditionalFiles.Link", out var link) && link.Length > 0
                ? _project + Normalize(link)
                : Normalize(file.Path));
        }
    }

    /// <summary>True if the build targets are in use, so that a file that is not here is not in the project.</summary>
    public bool IsComplete { get; }

    /// <summary>The files below a folder of the project, relative to it; of a file, its name.</summary>
    public IReadOnlyCollection<string> Below(string folder)
    {
        if (_files.Count == 0) return Array.Empty<string>();
        var path = Relative(folder);
        path = path == "." ? _project : _project + path;
        var prefix = path.EndsWith("/", StringComparison.Ordinal) ? path : path + "/";
        var found = new List<string>();
        foreach (var file in _files)
        {
            if (file.StartsWith(prefix, StringComparison.Ordinal)) found.Add(file.Substring(prefix.Length));
            else if (file == path) found.Add(file.Substring(file.LastIndexOf('/') + 1));
        }

        return found;
    }

    /// <summary>The files and all folders above them, relative to the project.</summary>
    public IEnumerable<string> Paths()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            if (!file.StartsWith(_project, StringComparison.Ordinal)) continue;
            for (var path = file.Substring(_project.Length); path.Length > 0; path = path.Substring(0, Math.Max(0, path.LastIndexOf('/'))))
                found.Add(path);
        }

        return found;
    }

    /// <summary>A path of the project in one form: slashes, none at its end, no dots but those that lead out of the project.</summary>
    public static string Relative(string path)
    {
        var segments = new List<string>();
        foreach (var segment in Normalize(path).Split('/'))
        {
            if (segment.Length == 0 || segment == ".") continue;
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] != "..") segments.RemoveAt(segments.Count - 1);
            else segments.Add(segment);
        }

        return segments.Count == 0 ? "." : string.Join("/", segments);
    }

    private static string Normalize(string path) => path.Replace('\\', '/');
}
