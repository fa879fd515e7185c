using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Pai.Jobs.Package.Tests;

[Collection(PackageCollection.Name)]
public class PackageContentTests(PackedPackage package)
{
    private static readonly string[] CompilerParts =
        ["Pai.Jobs.Analyzers.dll", "Pai.Jobs.CodeFixes.dll", "Pai.Jobs.Completion.dll", "Pai.Jobs.Generators.dll"];

    private static string[] Entries(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        return archive.Entries.Select(e => e.FullName).ToArray();
    }

    [Fact]
    public void It_has_one_analyzer_slot_the_library_and_the_build_targets() =>
        Assert.Equal(
            [
                "README.md",
                .. CompilerParts.Select(p => "analyzers/dotnet/cs/" + p),
                "build/net10.0/Pai.Jobs.targets",
                "buildTransitive/net10.0/Pai.Jobs.targets",
                "lib/net10.0/Pai.Jobs.dll",
                "lib/net10.0/Pai.Jobs.xml",
            ],
            Entries(package.File)
                .Where(e => e.Contains('/') || e.EndsWith(".md", StringComparison.Ordinal))
                .Where(e => !e.StartsWith("_rels/", StringComparison.Ordinal) && !e.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Its_symbols_are_a_package_of_their_own() => Assert.Contains("lib/net10.0/Pai.Jobs.pdb", Entries(package.Symbols));

    [Fact]
    public void It_depends_on_nothing_of_the_compiler_and_names_its_licence_readme_and_repository()
    {
        var nuspec = XDocument.Load(Path.Combine(package.Unpacked, "Pai.Jobs.nuspec")).Root!;
        var ns = nuspec.Name.Namespace;

        var dependencies = nuspec.Descendants(ns + "dependency").Select(d => (string)d.Attribute("id")!);
        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions", "Polly.Core", "System.IO.Hashing"], dependencies);
        Assert.Equal("Apache-2.0", nuspec.Descendants(ns + "license").Single().Value);
        Assert.Equal("README.md", nuspec.Descendants(ns + "readme").Single().Value);
        Assert.Equal("https://github.com/pai-jobs/pai-jobs", nuspec.Descendants(ns + "repository").Single().Attribute("url")!.Value);
        Assert.Contains(" pai-dlc ", nuspec.Descendants(ns + "tags").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_icon_is_a_picture_of_128_by_128_pixels()
    {
        var icon = File.ReadAllBytes(Path.Combine(package.Unpacked, "icon.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], icon[..8]);
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], icon[16..24]);
    }

    [Fact]
    public void Its_readme_is_the_repository_s_with_links_that_lead_out_of_the_package()
    {
        var packed = File.ReadAllText(Path.Combine(package.Unpacked, "README.md"));
        var source = File.ReadAllText(Path.Combine(PackedPackage.Repository, "README.md"));

        Assert.DoesNotMatch(@"\]\((?!https://)", packed);
        Assert.Contains("(https://github.com/pai-jobs/pai-jobs/blob/main/docs/getting-started.md)", packed, StringComparison.Ordinal);
        Assert.Equal(source.Trim(), packed.Replace("https://github.com/pai-jobs/pai-jobs/blob/main/", "", StringComparison.Ordinal).Trim());
    }

    /// <summary>What Roslyn 4.8 brings along; the completion alone asks for 4.14.</summary>
    [Theory]
    [InlineData("Pai.Jobs.Generators.dll", "4.8.0.0", "7.0.0.0", false)]
    [InlineData("Pai.Jobs.Analyzers.dll", "4.8.0.0", "7.0.0.0", false)]
    [InlineData("Pai.Jobs.CodeFixes.dll", "4.8.0.0", "7.0.0.0", true)]
    [InlineData("Pai.Jobs.Completion.dll", "4.14.0.0", "9.0.0.0", true)]
    public void A_part_of_the_compiler_asks_for_what_the_host_has(string part, string compiler, string immutable, bool inEditor)
    {
        var allowed = new Dictionary<string, Version>
        {
            // Beside it in the package.
            ["Pai.Jobs.Generators"] = new(0, 1, 0, 0),
            ["netstandard"] = new(2, 0, 0, 0),
            ["Microsoft.CodeAnalysis"] = Version.Parse(compiler),
            ["Microsoft.CodeAnalysis.CSharp"] = Version.Parse(compiler),
            ["System.Collections.Immutable"] = Version.Parse(immutable),
        };
        if (inEditor)
        {
            allowed["Microsoft.CodeAnalysis.Workspaces"] = Version.Parse(compiler);
            allowed["Microsoft.CodeAnalysis.CSharp.Workspaces"] = Version.Parse(compiler);
            allowed["Microsoft.CodeAnalysis.Features"] = Version.Parse(compiler);
            allowed["System.Composition.AttributedModel"] = Version.Parse(immutable);
        }

        foreach (var (name, version) in References(Path.Combine(package.Unpacked, "analyzers/dotnet/cs", part)))
        {
            Assert.True(allowed.TryGetValue(name, out var highest), $"{part} references {name} {version}, which a host does not bring.");
            Assert.True(version <= highest, $"{part} references {name} {version}; the oldest host has {highest}.");
        }
    }

    [Fact]
    public async Task Packing_again_makes_the_same_assemblies()
    {
        await package.PackAsync("feed-again");

        using var first = ZipFile.OpenRead(package.File);
        using var again = ZipFile.OpenRead(Directory.EnumerateFiles(Path.Combine(package.Folder, "feed-again"), "*.nupkg").Single());
        var assemblies = first.Entries.Where(e => e.Name.EndsWith(".dll", StringComparison.Ordinal)).ToArray();
        Assert.Equal(CompilerParts.Length + 1, assemblies.Length);
        foreach (var assembly in assemblies)
        {
            var other = again.GetEntry(assembly.FullName)!;
            Assert.True(Bytes(assembly).AsSpan().SequenceEqual(Bytes(other)), assembly.FullName);
        }
    }

    private static List<(string Name, Version Version)> References(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference);
        return references.Select(r => (metadata.GetString(r.Name), r.Version)).ToList();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
