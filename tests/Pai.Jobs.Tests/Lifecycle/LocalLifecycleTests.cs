namespace Pai.Jobs.Tests;

public class LocalLifecycleTests : BackendLifecycleTests
{
    private protected override Engine Start() => Engine.Local();
}
