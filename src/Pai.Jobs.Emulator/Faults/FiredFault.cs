using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A fault that one request gets.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Chance">A number from 0 up to 1, which places what is not placed by the fault.</param>
internal sealed record FiredFault(Fault Fault, double Chance)
{
    public FaultKind Kind => Fault.Kind;

    /// <summary>The wrong byte of an uploaded body; of one whose length is not known it is the first.</summary>
    public Corruption? CorruptUpload(long? length) => Kind == FaultKind.CorruptUpload ? new(Position(length ?? 0)) : null;

    public Corruption? CorruptDownload(long length) => Kind == FaultKind.CorruptDownload ? new(Position(length)) : null;

    /// <summary>The number of bytes of a body that pass before a reset: the fault's own number, or half.</summary>
    public long CutAt(long? length) => Fault.Bytes ?? (length ?? 0) / 2;

    private long Position(long length) => Fault.Bytes ?? (long)(length * Chance);
}
