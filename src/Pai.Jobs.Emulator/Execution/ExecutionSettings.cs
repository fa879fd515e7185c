using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The settings of the emulator that a job's plan depends on.</summary>
internal sealed record ExecutionSettings(
    string Region,
    bool RefusesWhatMountsCannot,
    Supply Supply,
    IReadOnlyList<EmulatedDataset> Datasets);
