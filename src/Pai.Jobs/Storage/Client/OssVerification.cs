namespace Pai.Jobs.Internal.Storage;

/// <summary>The comparison of the bytes of a transfer with those at the other end.</summary>
internal enum OssVerification
{
    /// <summary>By their number only: the service gave no checksum of them.</summary>
    Unverified,

    /// <summary>By MD5, and their number.</summary>
    Md5,

    /// <summary>By CRC-64, and their number.</summary>
    Crc64,
}
