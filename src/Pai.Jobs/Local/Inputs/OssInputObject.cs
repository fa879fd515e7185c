using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>An object of an input.</summary>
/// <param name="Path">Its path in the channel's folder; with a slash at its end, an empty folder.</param>
/// <param name="Location">Its location.</param>
/// <param name="Info">Size, ETag and time.</param>
internal sealed record OssInputObject(string Path, OssUri Location, OssObject Info)
{
    /// <summary>The name of its content: another one when the object is replaced.</summary>
    public string CacheName => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Location}\n{Info.Size}\n{Info.ETag}\n{Info.LastModified:O}"))));

    public bool IsFolder => Path.EndsWith('/');

    /// <summary>True if a later lookup returned the same object.</summary>
    public bool IsSame(OssInputObject other) =>
        Location == other.Location
        && Info.Size == other.Info.Size
        && Info.ETag == other.Info.ETag
        && Info.LastModified == other.Info.LastModified;
}
