using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.Cli.Run;

/// <summary>The options that change one run.</summary>
internal sealed class RunOverrides
{
    private readonly Option<string?> _image = new("--image") { Description = "The image." };
    private readonly Option<string?> _instanceType = new("--instance-type") { Description = "The instance type." };
    private readonly Option<int?> _instanceCount = new("--instance-count") { Description = "The number of nodes.", HelpName = "count" };
    private readonly Option<string?> _maxCost = MaxCost("run");
    private readonly Option<string?> _key = new("--key") { Description = "The submit key: one run, however often it is submitted." };
    private readonly Option<string[]> _environment = new("--env", "-e")
    {
        Description = "A variable of the job. It may be given several times.",
        HelpName = "name=value",
    };

    /// <summary>The option of a limit, for a run or a batch.</summary>
    public static Option<string?> MaxCost(string subject) => new("--max-cost")
    {
        Description = $"Refuse the {subject} if it can cost more: \"50 CNY\". It needs a prices file (docs/cost.md).",
        HelpName = "amount",
    };

    /// <exception cref="UsageException">It is not an amount.</exception>
    public static Money? Read(string? text)
    {
        if (text is null) return null;
        return MoneyText.ProblemOf(text, out var amount, out var currency) is { } problem
            ? throw new UsageException($"--max-cost \"{text}\": {problem}.")
            : new(amount, currency);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_image, _instanceType, _instanceCount, _maxCost, _key, _environment]) command.Add(option);
    }

    public RunOptions Read(CliContext cli) => new()
    {
        Image = cli.Get(_image),
        InstanceType = cli.Get(_instanceType),
        InstanceCount = cli.Get(_instanceCount),
        MaxCost = Read(cli.Get(_maxCost)),
        SubmitKey = cli.Get(_key),
        Environment = NamedValues.Read(cli.Get(_environment), "--env").ToDictionary(v => v.Key, v => (EnvironmentValue?)v.Value),
    };

    /// <summary>The same, as arguments for a program that has these options too.</summary>
    public IEnumerable<string> Forward(CliContext cli)
    {
        foreach (var option in (Option<string?>[])[_image, _instanceType, _maxCost, _key])
        {
            if (cli.Get(option) is not { } value) continue;
            yield return option.Name;
            yield return value;
        }

        if (cli.Get(_instanceCount) is { } count)
        {
            yield return _instanceCount.Name;
            yield return count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in NamedValues.Read(cli.Get(_environment), "--env"))
        {
            yield return _environment.Name;
            yield return $"{name}={value}";
        }
    }
}
