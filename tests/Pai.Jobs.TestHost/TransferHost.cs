using System.Globalization;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.TestHost;

/// <summary>
/// A transfer for a test that kills it: <c>transfer up|down ENDPOINT REGION KEY_ID KEY_SECRET PATH LOCATION STATE_FOLDER PART_SIZE</c>.
/// It writes a line twenty times a second, at which the test looks how far it is.
/// </summary>
internal static class TransferHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var client = new OssClient(PaiCredentials.FromAccessKey(new(args[4], args[5])));
        var storage = new OssStorage(client, OssEndpoint.Parse(args[2], region: args[3]), stateFolder: args[8]);
        var partSize = long.Parse(args[9], CultureInfo.InvariantCulture);
        await using var ticks = new Timer(_ => Console.WriteLine("tick"), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        await (args[1] == "up"
            ? storage.UploadAsync(args[6], args[7]!, new() { PartSize = partSize })
            : storage.DownloadAsync(args[7]!, args[6], new() { PartSize = partSize }));
        return 0;
    }
}
