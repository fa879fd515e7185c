using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>The instance types and images that are known: those of this package, and those of the project's own files, which win.</summary>
internal sealed class JobCatalog
{
    private const string FileName = "pai-jobs.catalog";
    private static readonly ConditionalWeakTable<SourceText, CatalogIndex> s_files = new();
    private static CatalogIndex? s_embedded;

    /// <summary>The project's last file first, this package's own last.</summary>
    private readonly CatalogIndex[] _texts;

    private readonly Lazy<IReadOnlyList<InstanceType>> _types;
    private readonly Lazy<IReadOnlyList<KnownImage>> _images;

    private JobCatalog(CatalogIndex[] texts)
    {
        _texts = texts;
        _types = new(ReadTypes);
        _images = new(ReadImages);
    }

    /// <summary>All instance types; of a name in several catalogs, the one that counts. Read when something is wrong only.</summary>
    public IReadOnlyList<InstanceType> Types => _types.Value;

    /// <summary>All images, as <see cref="Types"/> are.</summary>
    public IReadOnlyList<KnownImage> Images => _images.Value;

    /// <summary>The catalog of a project.</summary>
    public static JobCatalog Of(AnalyzerOptions options)
    {
        var texts = new List<CatalogIndex> { Embedded() };
        foreach (var file in options.AdditionalFiles)
        {
            if (IsCatalog(file.Path) && file.GetText() is { } text)
                texts.Insert(0, s_files.GetValue(text, static t => new(t.ToString(), isOfProject: true)));
        }

        return new(texts.ToArray());
    }

    /// <summary>True if a file is a catalog by its name.</summary>
    public static bool IsCatalog(string path)
    {
        var name = Path.GetFileName(path);
        return name == FileName || name.EndsWith("." + FileName, StringComparison.Ordinal);
    }

    /// <summary>An instance type by its name, or a family by its own.</summary>
    public InstanceType? FindType(string name)
    {
        foreach (var text in _texts)
            if (text.FindType(name) is { Exists: true } entry) return new(entry);
        return null;
    }

    /// <summary>An image by <c>namespace/repository:tag</c>.</summary>
    public KnownImage? FindImage(string path)
    {
        foreach (var text in _texts)
            if (text.FindImage(path) is { Exists: true } entry) return new(entry);
        return null;
    }

    private List<InstanceType> ReadTypes()
    {
        var types = new List<InstanceType>();
        var seen = new HashSet<string>();
        foreach (var text in _texts)
        {
            for (var i = text.TypeCount - 1; i >= 0; i--)
            {
                var type = new InstanceType(text.TypeAt(i));
                if (!type.IsFamily && seen.Add(type.Name)) types.Add(type);
            }
        }

        return types;
    }

    private List<KnownImage> ReadImages()
    {
        var images = new List<KnownImage>();
        var seen = new HashSet<string>();
        foreach (var text in _texts)
        {
            for (var i = text.ImageCount - 1; i >= 0; i--)
            {
                var image = new KnownImage(text.ImageAt(i));
                if (seen.Add(image.Path)) images.Add(image);
            }
        }

        return images;
    }

    /// <summary>The catalog of this package: read once in a process.</summary>
    private static CatalogIndex Embedded()
    {
        if (Volatile.Read(ref s_embedded) is { } embedded) return embedded;
        using var stream = typeof(JobCatalog).Assembly.GetManifestResourceStream("Pai.Jobs.Analyzers.catalog");
        using var reader = new StreamReader(stream);
        return Interlocked.CompareExchange(ref s_embedded, new(reader.ReadToEnd(), isOfProject: false), null) ?? s_embedded;
    }
}
