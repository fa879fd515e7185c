namespace Pai.Jobs.Internal.Emulator;

/// <summary>The kind of a fault.</summary>
internal enum FaultKind
{
    Delay,
    ResetBeforeHeaders,
    ResetAfterHeaders,
    ResetMidBody,
    ResetMidUpload,
    Error,
    CorruptDownload,
    CorruptUpload,
    WrongCrc,
    SlowDrip,
    LoseAnswer,
}
