namespace Pai.Jobs.Internal.Emulator;

/// <summary>The value of the header <c>Host</c>.</summary>
internal static class HostName
{
    public static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host.EndsWith(']') ? host : host[..colon];
    }
}
