namespace Pai.Jobs.Internal.Local;

/// <summary>When the parts of one log file were written that were there before it was opened.</summary>
/// <param name="Marks">Up to which byte it was written by when, ascending.</param>
/// <param name="Length">Its length when it was opened; what is written later is dated when it is read.</param>
/// <param name="LastWrite">When its last byte was written.</param>
internal sealed record LogTimes(IReadOnlyList<(long Size, DateTimeOffset Time)> Marks, long Length, DateTimeOffset LastWrite)
{
    public static LogTimes Of(string path, IReadOnlyList<(long Size, DateTimeOffset Time)> marks)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(marks, file.Length, new(file.LastWriteTimeUtc, TimeSpan.Zero)) : new(marks, 0, default);
    }

    /// <summary>
    /// When the byte at an offset was written, and up to which one that holds; null when that was after the file was opened.
    /// </summary>
    public (DateTimeOffset Time, long End)? At(long offset)
    {
        if (offset >= Length) return null;
        int low = 0, high = Marks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Marks[middle].Size > offset) high = middle;
            else low = middle + 1;
        }

        return low < Marks.Count ? (Marks[low].Time, Marks[low].Size) : (LastWrite, Length);
    }
}
