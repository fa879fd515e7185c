using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Internal.Local;

/// <summary>Takes a part of an input on OSS.</summary>
internal static class SelectedInput
{
    /// <summary>The input without what is left out. A single object, and folders without objects, are always taken.</summary>
    public static OssInput Of(OssInput input, InputSelection? selection)
    {
        if (selection is null || input.FileName is not null) return input;
        var (taken, left) = (new List<OssInputObject>(), new List<OssInputObject>());
        var (files, bytes) = (0, 0L);
        foreach (var item in input.Objects)
        {
            if (item.IsFolder) taken.Add(item);
            else if (IsTaken(item))
            {
                taken.Add(item);
                files++;
                bytes += item.Info.Size;
            }
            else left.Add(item);
        }

        return left.Count == 0 ? input : input with { Objects = taken, LeftOut = left };

        bool IsTaken(OssInputObject item) => selection.Files.Count > 0
            ? selection.Files.Any(g => g.IsMatch(item.Path))
            : files < (selection.MaxFiles ?? int.MaxValue) && bytes + item.Info.Size <= (selection.MaxBytes ?? long.MaxValue);
    }
}
