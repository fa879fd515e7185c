using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>PAI-DLC and AIWorkspace as their protocol shows them.</summary>
/// <param name="authenticator">Verifies the signatures.</param>
/// <param name="limits">Throttles requests; null for none.</param>
/// <param name="dlc">PAI-DLC.</param>
/// <param name="workspace">AIWorkspace.</param>
internal sealed class PaiFace(PaiAuthenticator authenticator, RateLimits? limits, DlcHandler dlc, AiWorkspaceHandler workspace)
    : IServiceFace
{
    public EmulatedOperation Find(OssRequest request)
    {
        var route = PaiRoute.Find(request);
        if (request.Product == PaiProduct.Dlc && route.Id.Length > 0) request.JobId = route.Id;
        return route.Operation;
    }

    public async ValueTask<OssResponse> HandleAsync(OssRequest request)
    {
        var body = await Intake.ReadDocumentAsync(request);
        authenticator.Verify(request, body);
        var route = PaiRoute.Find(request);
        if (route.Operation == EmulatedOperation.Other || request.Header("x-acs-action") != route.Operation.ToString()
            || request.Header("x-acs-version") != PaiHosts.VersionOf(request.Product!.Value))
        {
            throw PaiErrors.UnknownApi();
        }

        limits?.Count(request.Product.Value, route.Operation);
        var call = new PaiCall(request, route, body);
        var answer = request.Product == PaiProduct.Dlc ? dlc.Handle(call) : workspace.Handle(call);
        answer["RequestId"] = request.Id;
        return Json(answer, 200, errorCode: null);
    }

    public OssResponse Answer(OssRequest request, ServiceErrorException error)
    {
        var response = Json(
            new()
            {
                ["RequestId"] = request.Id,
                ["HostId"] = HostName.WithoutPort(request.Host),
                ["Code"] = error.Code,
                ["Message"] = error.Message,
            },
            error.Status,
            error.Code);
        foreach (var (name, value) in error.Headers) response.With(name, value);
        return response;
    }

    public OssResponse Answer(OssRequest request, Fault fault) =>
        fault.IsXml ? Answer(request, fault.PaiAnswer ?? fault.Answer!) : ProxyAnswer.Create(fault.Answer!);

    public void AddHeaders(IHeaderDictionary headers, OssRequest request, TimeSpan elapsed) => headers["x-acs-request-id"] = request.Id;

    private static OssResponse Json(JsonObject answer, int status, string? errorCode)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.ToJsonString());
        return new OssResponse(status) { Bytes = bytes, Length = bytes.Length, ErrorCode = errorCode }
            .With("Content-Type", "application/json;charset=utf-8");
    }
}
