using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pai.Jobs.TestHost;

/// <summary>
/// Submits to an emulated PAI-DLC, and kills itself at a request. <c>dlc-keyed PORT KEY_ID SECRET SUBMIT_KEY STEP</c> submits one job;
/// <c>dlc-batch PORT KEY_ID SECRET LEDGER STEP</c> runs a batch of two. The step is a number: 1 is before the first request, 2 after its
/// answer, 3 before the second request, ... Or it is <c>before:TEXT</c> or <c>after:TEXT</c>, where the text stands in method and path.
/// </summary>
public static class KilledCloud
{
    /// <summary>The options of each run, here and in the process that goes on after the kill.</summary>
    public static RunOptions Options { get; } = new() { InstanceType = "ecs.g7.xlarge", LogWriter = TextWriter.Null };

    /// <summary>The jobs of the batch.</summary>
    public static IReadOnlyList<HostedJob> Jobs { get; } = [new(), new()];

    /// <summary>The options of the batch.</summary>
    public static BatchOptions Batch(string ledger) => new() { MaxParallel = 1, Ledger = ledger, Run = Options };

    internal static async Task<int> RunAsync(string[] args)
    {
        using var handler = new Killer(int.Parse(args[1], CultureInfo.InvariantCulture), args[5]);
        await using var session = PaiSession.CreateDefault(builder =>
        {
            builder.Environment = static _ => null;
            builder.Region = "cn-hangzhou";
            builder.WorkspaceId = "123456";
            builder.Bucket = "bucket";
            builder.OssEndpoint = "http://oss-cn-hangzhou.aliyuncs.com";
            builder.Credentials = PaiCredentials.FromAccessKey(new(args[2], args[3]));
            builder.HttpHandler = handler;
            var endpoint = $"http://127.0.0.1:{args[1]}";
            builder.UseDlc(new() { Endpoint = endpoint, WorkspaceEndpoint = endpoint });
        });
        if (args[0] == "dlc-batch") return (await Jobs.RunAllAsync(session, Batch(args[4]))).Count(o => !o.IsSuccess);
        await Jobs[0].SubmitAsync(session, Options with { SubmitKey = args[4] });
        return 0;
    }

    /// <summary>Connects to the port whatever the host is, and kills this process at its step: nothing of it runs after that.</summary>
    private sealed class Killer : DelegatingHandler
    {
        private readonly string _step;
        private int _requests;

        public Killer(int port, string step)
            : base(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }) => _step = step;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _requests);
            var text = $"{request.Method} {request.RequestUri!.AbsolutePath}";
            if (Is("before", 2 * number - 1)) Kill();
            var response = await base.SendAsync(request, cancellationToken);
            // The service has answered: what it was asked for is done.
            if (Is("after", 2 * number)) Kill();
            return response;

            bool Is(string when, int step) =>
                _step == step.ToString(CultureInfo.InvariantCulture)
                || (_step.StartsWith(when + ":", StringComparison.Ordinal)
                    && text.Contains(_step[(when.Length + 1)..], StringComparison.Ordinal));

            void Kill()
            {
                Console.WriteLine($"{_step}: {text}");
                Console.Out.Flush();
                using var self = Process.GetCurrentProcess();
                self.Kill();
                // The signal ends this process: nothing may run between the call and its arrival.
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
