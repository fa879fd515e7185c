using System.Runtime.InteropServices;

namespace Pai.Jobs.Cli.Terminal;

/// <summary>
/// Standard output as a pipe. .NET ignores a write to a pipe without a reader, so <c>logs -f JOB | head</c> would not end.
/// </summary>
internal static partial class OutputPipe
{
    private const short Error = 8;

    /// <summary>True if the other end of the pipe is closed. False on Windows, where writing fails then.</summary>
    public static bool IsClosed()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return false;
        var output = new Descriptor { Number = 1 };
        return Poll(ref output, 1, 0) > 0 && (output.Results & Error) != 0;
    }

    /// <summary>Standard output for bytes; writing throws when the reader has ended.</summary>
    public static Stream Open() => new Checked(Console.OpenStandardOutput());

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref Descriptor descriptors, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c>.</summary>
    private struct Descriptor
    {
        public int Number;
        public short Events;
        public short Results;
    }

    private sealed class Checked(Stream output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsClosed()) throw new OutputClosedException();
            output.Write(buffer);
        }

        public override void Flush() => output.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) output.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>The reader of the output has ended.</summary>
internal sealed class OutputClosedException() : Exception("The reader of the output has ended.");
