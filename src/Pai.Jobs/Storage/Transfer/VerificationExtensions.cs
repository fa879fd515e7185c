namespace Pai.Jobs.Internal.Storage;

internal static class VerificationExtensions
{
    public static TransferVerification ToPublic(this OssVerification verification) => verification switch
    {
        OssVerification.Crc64 => TransferVerification.Crc64,
        OssVerification.Md5 => TransferVerification.Md5,
        _ => TransferVerification.Unverified,
    };
}
