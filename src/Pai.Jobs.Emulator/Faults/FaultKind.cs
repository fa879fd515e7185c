namespace Pai.Jobs.Internal.Emulator;

/// <summary>How a fault is carried out.</summary>
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
