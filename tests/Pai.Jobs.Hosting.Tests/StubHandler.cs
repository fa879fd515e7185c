using System.Net;

namespace Pai.Jobs.Hosting.Tests;

/// <summary>Answers requests as a test says, and remembers where they went.</summary>
internal sealed class StubHandler(Func<CancellationToken, Task<HttpResponseMessage>>? answer = null) : HttpMessageHandler
{
    public List<Uri> Sent { get; } = [];

    /// <summary>An environment with a home directory alone; nothing is written to it.</summary>
    public static string? Environment(string name) => name == "HOME" ? Path.GetTempPath() : null;

    /// <summary>A session with a key of the test, and nothing of this machine.</summary>
    public static void Configure(PaiSessionBuilder builder, IServiceProvider services)
    {
        builder.Environment = Environment;
        builder.ConfigurationPath = "/nonexistent/config.json";
        builder.Credentials = PaiCredentials.FromAccessKey(new("id", "hunter2-secret"));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(request.RequestUri!);
        return answer is null ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)) : answer(cancellationToken);
    }
}
