using System.Net;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Hosts that may be reached by HTTP without TLS.</summary>
internal static class LocalHosts
{
    private static readonly IPAddress s_metadata = new([100, 100, 100, 200]);

    public static bool IsLoopback(Uri uri) =>
        uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || uri.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.IdnHost, out var address) && IPAddress.IsLoopback(address));

    /// <summary>This machine, a link-local address, or the address of the metadata service.</summary>
    public static bool IsLocal(Uri uri) => IsLoopback(uri) || (IPAddress.TryParse(uri.IdnHost, out var address) && IsLinkLocal(address));

    private static bool IsLinkLocal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.IsIPv6LinkLocal || address.Equals(s_metadata) || address.GetAddressBytes() is [169, 254, _, _];
    }
}
