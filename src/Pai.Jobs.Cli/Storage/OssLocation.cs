using System.CommandLine;

namespace Pai.Jobs.Cli.Storage;

/// <summary>Locations in OSS as they are written on a command line.</summary>
internal static class OssLocation
{
    public static bool Is(string value) => value.StartsWith("oss:", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UsageException">It is not one.</exception>
    public static OssUri Parse(string value) =>
        OssUri.TryParse(value, out var location, out var problem) ? location : throw new UsageException(problem);

    /// <summary>With <c>--recursive</c> a location is a prefix, also where its slash is left out.</summary>
    /// <exception cref="UsageException">It is a prefix without <c>--recursive</c>, or not a location.</exception>
    public static OssUri Parse(string value, bool isRecursive, string verb)
    {
        var location = Parse(value);
        if (isRecursive) return location.IsDirectory ? location : Parse(location + "/");
        return !location.IsDirectory
            ? location
            : throw new UsageException($"{location} is a prefix. {verb} --recursive takes all objects below it.");
    }

    /// <summary>The location of a key in the bucket of another location, as it is written.</summary>
    public static string Of(OssUri location, string key)
    {
        var text = location.ToString();
        return text[..(text.IndexOf('/', "oss://".Length) + 1)] + key;
    }

    public static Argument<string> One(string description) => new("location") { Description = description };

    public static Argument<string[]> Some(string description) => new("location")
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
    };
}
