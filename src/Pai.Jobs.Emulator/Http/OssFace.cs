using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>OSS as its protocol shows it.</summary>
internal sealed class OssFace(OssHandler handler) : IServiceFace
{
    public EmulatedOperation Find(OssRequest request) => OperationTable.Find(request);

    public ValueTask<OssResponse> HandleAsync(OssRequest request) => handler.HandleAsync(request);

    public OssResponse Answer(OssRequest request, ServiceErrorException error) =>
        ErrorAnswer.Create(error, request.Id, request.Host, request.Method == "HEAD");

    public OssResponse Answer(OssRequest request, Fault fault) =>
        ErrorAnswer.Create(fault, request.Id, request.Host, request.Method == "HEAD");

    public void AddHeaders(IHeaderDictionary headers, OssRequest request, TimeSpan elapsed)
    {
        headers.Server = "AliyunOSS";
        headers["x-oss-request-id"] = request.Id;
        headers["x-oss-server-time"] = ((long)elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }
}
