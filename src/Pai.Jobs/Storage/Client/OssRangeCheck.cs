using System.Net;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Checks that an answer holds the range that was asked for.</summary>
internal static class OssRangeCheck
{
    /// <summary>The first and the last byte that an answer holds, and the size of the whole object.</summary>
    /// <exception cref="OssFormatException">It holds something else.</exception>
    public static (long First, long Last, long Size) Of(OssResponse response, OssRange? range)
    {
        var length = response.ContentLength ?? throw new OssFormatException("it does not say how long it is");
        if (range is not { } asked)
        {
            return response.Message.StatusCode == HttpStatusCode.OK
                ? (0, length - 1, length)
                : throw new OssFormatException($"its status is {(int)response.Message.StatusCode} instead of 200");
        }

        if (response.Message.StatusCode != HttpStatusCode.PartialContent)
            throw new OssFormatException($"the range {asked} was asked for, and the whole object came");
        var (first, last, size) = OssHeaders.ContentRange(response.Header("Content-Range"))
            ?? throw new OssFormatException($"the range {asked} was asked for, and the answer does not say which it holds");
        var end = asked.Length is { } wanted ? Math.Min(asked.Offset + wanted, size) : size;
        return first == asked.Offset && last == end - 1 && length == last - first + 1
            ? (first, last, size)
            : throw new OssFormatException($"the range {asked} was asked for, and bytes {first} to {last} of {size} came");
    }
}
