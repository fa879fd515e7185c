namespace Pai.Jobs.Internal.Storage;

/// <summary>Where a request names its bucket.</summary>
internal enum OssAddressing
{
    /// <summary>In the host: <c>bucket.oss-cn-hangzhou.aliyuncs.com/key</c>.</summary>
    VirtualHosted,

    /// <summary>In the path: <c>127.0.0.1:8080/bucket/key</c>. The service itself refuses it; emulators and gateways need it.</summary>
    Path,

    /// <summary>Nowhere: the host is a domain that serves one bucket.</summary>
    CustomDomain,
}
