using Pai.Jobs;

namespace Recipes;

/// <summary>The records say <c>local</c>; on PAI a job needs an image and an instance type.</summary>
internal static class Cloud
{
    public static RunOptions OptionsOf(PaiSession session) => session.Backend.Name == "dlc"
        ? new() { Image = Images.PyTorch.V1_12_Cpu_Py39_Ubuntu20_04, InstanceType = InstanceTypes.Ecs.G7.XLarge }
        : new();
}
