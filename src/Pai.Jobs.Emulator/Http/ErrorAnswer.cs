using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The answer for an error: as XML, or in a header where an answer has no body.</summary>
internal static class ErrorAnswer
{
    public static OssResponse Create(ServiceErrorException error, string id, string host, bool isHead)
    {
        if (error.Status == 304) return WithHeaders(OssResponse.Empty(304), error);
        var document = XmlText.Document("Error", xml =>
        {
            xml.Element("Code", error.Code);
            xml.Element("Message", error.Message);
            xml.Element("RequestId", id);
            xml.Element("HostId", host);
            foreach (var (name, value) in error.Details) xml.Element(name, value);
            xml.Element("EC", error.Ec);
            xml.Element("RecommendDoc", $"https://api.aliyun.com/troubleshoot?q={error.Ec}");
        });
        var response = isHead
            ? new OssResponse(error.Status) { ErrorCode = error.Code }.With("x-oss-err", Convert.ToBase64String(document))
            : new OssResponse(error.Status) { ErrorCode = error.Code, Bytes = document, Length = document.Length }
                .With("Content-Type", "application/xml");
        return WithHeaders(response.With("x-oss-ec", error.Ec), error);
    }

    /// <summary>The error that a fault makes.</summary>
    public static OssResponse Create(Fault fault, string id, string host, bool isHead)
    {
        if (fault.IsXml) return Create(fault.Answer!, id, host, isHead);
        return ProxyAnswer.Create(fault.Answer!);
    }

    private static OssResponse WithHeaders(OssResponse response, ServiceErrorException error)
    {
        foreach (var (name, value) in error.Headers) response.With(name, value);
        return response;
    }
}
