using CatalogWriter;

// Writes what is made from catalog/*.json; with --check, says what is not in step and changes nothing.
var check = args is ["--check"];
if (args.Length > 0 && !check)
{
    Console.Error.WriteLine("usage: CatalogWriter [--check], in the repository's folder");
    return 2;
}

var types = TypeData.Read("catalog/instance-types.json");
var images = ImageData.Read("catalog/images.json");
var retired = RetiredFamily.Read("catalog/retired-families.json");
// What earlier catalogs had stays: programs out there use it.
string[] publicApi =
[
    .. File.ReadLines("src/Pai.Jobs/PublicAPI.Shipped.Catalog.txt"),
    .. File.ReadLines("src/Pai.Jobs/PublicAPI.Unshipped.Catalog.txt"),
];
var files = new (string Path, string Text)[]
{
    ("src/Pai.Jobs.Analyzers/Catalog/embedded.pai-jobs.catalog", EmbeddedCatalogFile.Of(types, images, retired)),
    ("src/Pai.Jobs/Catalog/InstanceTypes.g.cs", InstanceTypeConstants.Of(types, retired, publicApi)),
    ("src/Pai.Jobs/Catalog/Images.g.cs", ImageConstants.Of(images, publicApi)),
    ("src/Pai.Jobs/Catalog/CatalogData.g.cs", RuntimeCatalogFile.Of(types, images)),
};

var stale = 0;
foreach (var (path, text) in files)
{
    if (File.Exists(path) && File.ReadAllText(path) == text) continue;
    stale++;
    if (check)
    {
        Console.Error.WriteLine($"{path} is not what catalog/*.json and the API files of the catalog make: run eng/catalog");
        continue;
    }

    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
    Console.WriteLine($"wrote {path}");
}

return check && stale > 0 ? 1 : 0;
