namespace Pai.Jobs;

/// <summary>The check that the received bytes equal the sent ones.</summary>
public enum TransferVerification
{
    /// <summary>By nothing: nothing was moved (a dry run).</summary>
    None,

    /// <summary>By the CRC-64 of the whole object, as OSS has computed it.</summary>
    Crc64,

    /// <summary>By length and MD5: the service gave no CRC-64.</summary>
    Md5,

    /// <summary>By length only: the service gave neither a CRC-64 nor an MD5.</summary>
    Unverified,
}
