namespace Pai.Jobs;

/// <summary>Where data is. STUB: replaced.</summary>
public abstract class DataUri
{
    private protected DataUri(string text) => Text = text;
    private string Text { get; }
    /// <summary>The path on this machine at which the data can be read or written now; null when it must be transferred first.</summary>
    public string? FilePath { get; private protected init; }
    /// <inheritdoc/>
    public override string ToString() => Text;
}
/// <summary>STUB.</summary>
public sealed class OssUri : DataUri
{
    private OssUri(string text) : base(text) { }
    /// <summary>STUB.</summary>
    public static OssUri FromFilePath(string path) => new("file://" + path) { FilePath = path };
}
/// <summary>STUB.</summary>
public sealed class LocalPath : DataUri
{
    /// <summary>STUB.</summary>
    public LocalPath(string path) : base(path) => FilePath = path;
}
/// <summary>STUB.</summary>
public sealed class NasUri : DataUri { private NasUri(string t) : base(t) { } }
/// <summary>STUB.</summary>
public sealed class CpfsUri : DataUri { private CpfsUri(string t) : base(t) { } }
/// <summary>STUB.</summary>
public sealed class DatasetId : DataUri { private DatasetId(string t) : base(t) { } }
