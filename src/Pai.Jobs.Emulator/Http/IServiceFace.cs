using Microsoft.AspNetCore.Http;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A service of the emulator as its protocol shows it: the names of operations, the answers, and the form of errors.</summary>
internal interface IServiceFace
{
    EmulatedOperation Find(OssRequest request);

    ValueTask<OssResponse> HandleAsync(OssRequest request);

    /// <summary>The answer for an error.</summary>
    OssResponse Answer(OssRequest request, ServiceErrorException error);

    /// <summary>The answer for the error that a fault makes.</summary>
    OssResponse Answer(OssRequest request, Fault fault);

    /// <summary>Adds the headers that every answer of the service has.</summary>
    void AddHeaders(IHeaderDictionary headers, OssRequest request, TimeSpan elapsed);
}
