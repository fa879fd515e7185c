using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The paths of a run: on OSS, and in its containers beyond those of the contract.</summary>
internal static class DlcLayout
{
    /// <summary>The folder with the code archive in a container: outside of <c>/ml</c>, so that a job sees its own code only.</summary>
    public const string CodeMount = "/mnt/pai-jobs/code/";

    public const string CodeArchive = "code.tar.gz";

    /// <summary>An object beside an archive that is written again each time the archive is used: its age is the archive's.</summary>
    public const string UsedMark = "used";

    public const string SourceRoot = "pai/processing_src/";
    public const string InputRoot = "pai/input_data/";
    public const string JobRoot = "pai/processing_job/";
    public const string KeyRoot = "pai/submit_keys/";
    public const string DigestPrefix = "sha256-";
    public const string ConfigFolder = "config/";

    /// <summary>The folder of a code archive, named after its content.</summary>
    public static OssUri CodeFolder(OssUri bucket, string sha256) => bucket / $"{SourceRoot}{DigestPrefix}{sha256}/";

    /// <summary>The folder of a local input, named after its content. The mark of its use is beside it, since it is not data.</summary>
    public static OssUri InputFolder(OssUri bucket, string sha256) => bucket / $"{InputRoot}{DigestPrefix}{sha256}/data/";

    /// <summary>The mark of the use of a local input.</summary>
    public static OssUri InputMark(OssUri bucket, string sha256) => bucket / $"{InputRoot}{DigestPrefix}{sha256}/{UsedMark}";

    /// <summary>The folder of a run.</summary>
    public static OssUri RunFolder(OssUri bucket, JobMarker marker) => bucket / $"{JobRoot}{RunName(marker)}/";

    /// <summary>
    /// The name of a run's folder: each character of the job's name outside of <c>A-Z a-z 0-9 _</c> becomes <c>_</c>, then the marker's
    /// random string.
    /// </summary>
    public static string RunName(JobMarker marker) =>
        string.Concat(marker.JobName.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')) + "_" + marker.Tag;

    /// <summary>The script as the first process of a container.</summary>
    public static LaunchLayout LaunchOf(JobMarker marker, string? codeSha256, bool hasCodeSource) => new()
    {
        Ml = "/ml",

        // Without code, the image's own working directory.
        Home = hasCodeSource ? ContractPaths.UserCode : ".",
        Tools = "/tmp/pai-jobs-tools",
        Tag = marker.Tag,
        Signals = LaunchSignals.Process,
        Code = codeSha256 is null ? null : new(CodeMount + CodeArchive, codeSha256),
    };
}
