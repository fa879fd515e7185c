namespace Pai.Jobs.Internal.Emulator;

/// <summary>A service of PAI that the emulator has.</summary>
internal enum PaiProduct
{
    Dlc,
    AiWorkspace,
}
