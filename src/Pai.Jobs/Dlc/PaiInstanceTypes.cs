using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Catalog;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs;

/// <summary>Lists the instance types that the session's region offers.</summary>
/// <remarks>
/// The list is asked for once and kept for five minutes. Where the service cannot be reached, or the session has no region or no
/// credentials, the catalog in this package answers (<see cref="PaiInstanceType.IsFromCatalog"/>), and the service is asked again after one
/// minute. Safe for any number of threads.
/// </remarks>
public sealed class PaiInstanceTypes
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_lifetimeOffline = TimeSpan.FromMinutes(1);

    private readonly Func<CancellationToken, ValueTask<DlcClient?>> _connect;
    private readonly ApiCache<List> _list;

    /// <param name="client">Asks the service; it is not disposed.</param>
    /// <param name="time">The clock of the cache; null for the system's.</param>
    internal PaiInstanceTypes(DlcClient client, TimeProvider? time = null)
        : this(_ => new(client), time ?? TimeProvider.System)
    {
    }

    /// <param name="connect">Gives the client at first use; null where the session has no region.</param>
    /// <param name="time">The clock of the cache.</param>
    internal PaiInstanceTypes(Func<CancellationToken, ValueTask<DlcClient?>> connect, TimeProvider time)
    {
        _connect = connect;
        _list = new(ReadAsync, list => list.IsFromCatalog ? s_lifetimeOffline : s_lifetime, time);
    }

    /// <summary>
    /// The instance types that a filter lets through, the smallest first: by the number of GPUs, then vCPUs, memory and name. What is not
    /// known counts as most.
    /// </summary>
    /// <param name="filter">Which. Default: all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="PaiException">The service refused the request, or the credentials are set up but cannot be used.</exception>
    public async IAsyncEnumerable<PaiInstanceType> ListAsync(
        PaiInstanceTypeFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        filter ??= new();
        var list = await _list.GetAsync(cancellationToken).ConfigureAwait(false);
        foreach (var type in list.Types)
            if (Matches(type, filter)) yield return type;
    }

    private static bool Matches(PaiInstanceType type, PaiInstanceTypeFilter filter) =>
        (filter.Accelerator == Accelerator.Unspecified || type.Accelerator == filter.Accelerator)
        && (filter.MinCpu <= 0 || type.Cpu >= filter.MinCpu)
        && (filter.MinMemoryGiB <= 0 || type.MemoryGiB >= filter.MinMemoryGiB)
        && (filter.MinGpu <= 0 || type.Gpu >= filter.MinGpu)
        && Contains(type.GpuType, filter.GpuType)
        && Contains(type.Name, filter.Name)
        && (filter.ResourceType is null || type.ResourceType == filter.ResourceType)
        && (!filter.AvailableOnly || type.IsAvailable == true);

    private static bool Contains(string? value, string? wanted) =>
        string.IsNullOrWhiteSpace(wanted) || value?.Contains(wanted.Trim(), StringComparison.OrdinalIgnoreCase) == true;

    private async Task<List> ReadAsync()
    {
        try
        {
            if (await _connect(CancellationToken.None).ConfigureAwait(false) is not { } client) return OfCatalog();
            var types = new List<PaiInstanceType>();
            await foreach (var spec in client.ListEcsSpecsAsync().ConfigureAwait(false))
                if (InstanceTypeReader.Read(spec) is { } type) types.Add(type);
            return new(InOrder(types), IsFromCatalog: false);
        }
        catch (PaiException e) when (ApiOffline.IsCause(e))
        {
            return OfCatalog();
        }
    }

    private static List OfCatalog() => new(InOrder(CatalogInstanceType.ReadAll().Select(InstanceTypeReader.Read)), IsFromCatalog: true);

    private static PaiInstanceType[] InOrder(IEnumerable<PaiInstanceType> types) =>
    [
        .. types.OrderBy(t => t.Gpu ?? int.MaxValue).ThenBy(t => t.Cpu ?? int.MaxValue).ThenBy(t => t.MemoryGiB ?? double.MaxValue)
            .ThenBy(t => t.Name, StringComparer.Ordinal),
    ];

    private sealed record List(IReadOnlyList<PaiInstanceType> Types, bool IsFromCatalog);
}
