namespace Pai.Jobs.Internal.Dlc;

/// <summary>Codes of reasons that the service is known to give. The set is open.</summary>
internal static class DlcReasons
{
    public const string ResourceAllocateFailed = nameof(ResourceAllocateFailed);
}
