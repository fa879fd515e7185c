namespace Pai.Jobs.Internal.Emulator;

/// <summary>The users that jobs belong to. All access keys are of one of them.</summary>
internal static class JobUsers
{
    public static bool IsCaller(string userId) => userId == OssService.Owner;

    public static string NameOf(string userId) => IsCaller(userId) ? "emulator" : $"user-{userId}";
}
