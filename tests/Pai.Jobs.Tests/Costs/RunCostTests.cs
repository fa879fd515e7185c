using System.Text.Json;

namespace Pai.Jobs.Tests;

/// <summary>Costs and limits of runs and batches, on scripted jobs.</summary>
public sealed class RunCostTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private PaiSession Open(out TestBackend backend, string? prices = null, string? region = "cn-hangzhou")
    {
        _folder.Write("prices.json", prices ?? Prices(("ecs.c6.large", "cn-hangzhou", "1.2", "CNY", "hour")));
        var session = PaiSession.Test(out backend, b => (b.PricesPath, b.Region) = (_folder.In("prices.json"), region));
        backend.AutoAdvance = true;
        return session;
    }

    private static string Prices(params (string Type, string Region, string Amount, string Currency, string Unit)[] prices) =>
        $$"""{"version":1,"prices":[{{string.Join(",", prices.Select(p => $$"""
            {"instanceType":"{{p.Type}}","region":"{{p.Region}}","amount":{{p.Amount}},"currency":"{{p.Currency}}","unit":"{{p.Unit}}",
            "source":"list","date":"2026-11-01"}
            """))}}]}""";

    private static RunOptions Hours(double hours, Money? limit = null) =>
        new() { MaxRunTime = TimeSpan.FromHours(hours), MaxCost = limit, LogWriter = TextWriter.Null };

    private static Money Yuan(decimal amount) => new(amount, "CNY");

    private static RetryOptions Retry(int ownErrors) => new()
    {
        OutOfStock = RetryRule.None,
        Preempted = RetryRule.None,
        NodeFault = RetryRule.None,
        OwnError = new() { MaxRetries = ownErrors, Delay = TimeSpan.Zero },
    };

    [Fact]
    public async Task A_plan_has_the_most_as_text_and_as_JSON()
    {
        await using var session = Open(out _);

        var plan = await new TestJob().PlanAsync(session, Hours(2) with { InstanceCount = 3 });

        Assert.Equal(Yuan(7.2m), plan.MaxCost!.Amount);
        Assert.Contains(
            "max cost      7.2 CNY (3 nodes x 1.2 CNY an hour x 02:00:00, ecs.c6.large, list price of 2026-11-01 (list))\n",
            plan.ToString(), StringComparison.Ordinal);
        var json = JsonDocument.Parse(plan.ToJson()).RootElement.GetProperty("maxCost");
        Assert.Equal((7.2m, "CNY"), (json.GetProperty("amount").GetDecimal(), json.GetProperty("currency").GetString()));
    }

    [Theory]
    [InlineData("1.2", "hour", 90, 0.04)]
    [InlineData("0.02", "minute", 60, 0.02)]
    [InlineData("0.02", "minute", 61, 0.04)]
    [InlineData("0.0001", "second", 0.5, 0.006)]
    [InlineData("1", "hour", 60, 0.016667)]
    [InlineData("0", "hour", 60, 0)]
    public async Task The_most_counts_whole_minutes_and_never_rounds_down(string amount, string unit, double seconds, double most)
    {
        await using var session = Open(out _, Prices(("ecs.c6.large", "cn-hangzhou", amount, "CNY", unit)));

        var plan = await new TestJob().PlanAsync(session, new() { MaxRunTime = TimeSpan.FromSeconds(seconds) });

        Assert.Equal((decimal)most, plan.MaxCost!.Amount!.Amount);
    }

    [Fact]
    public async Task Without_prices_nothing_is_said()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;

        var plan = await new TestJob().PlanAsync(session, Hours(2));
        var run = await new TestJob().RunAsync(session, Hours(2));

        Assert.Null(plan.MaxCost);
        Assert.Null(run.Cost);
        Assert.DoesNotContain("cost", plan.ToString().Replace("cost=1", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecs.c6.xlarge", 1.0, null, "has no price for ecs.c6.xlarge in cn-hangzhou: add one")]
    [InlineData("ecs.c7.large", 1.0, null, "has no price for ecs.c7.large in cn-hangzhou, only in cn-beijing: add one")]
    [InlineData("ecs.c6.large", null, null, "the job has no time limit: set MaxRunTimeSeconds")]
    [InlineData("ecs.c6.large", 1.0, "quota1", "the job runs in the quota quota1")]
    public async Task A_cost_that_is_not_known_says_why_and_refuses_a_limit(string type, double? hours, string? quota, string reason)
    {
        await using var session = Open(out var backend, Prices(
            ("ecs.c6.large", "cn-hangzhou", "1.2", "CNY", "hour"), ("ecs.c7.large", "cn-beijing", "1", "CNY", "hour")));
        var options = new RunOptions
        {
            InstanceType = quota is null ? type : null,
            ResourceId = quota,
            MaxRunTime = hours is { } h ? TimeSpan.FromHours(h) : null,
        };

        var plan = await new TestJob().PlanAsync(session, options);
        var e = await Assert.ThrowsAsync<JobValidationException>(
            () => new TestJob().SubmitAsync(session, options with { MaxCost = Yuan(50) }));

        Assert.Null(plan.MaxCost!.Amount);
        Assert.Contains(reason, plan.MaxCost.Explanation, StringComparison.Ordinal);
        Assert.Contains($"max cost      not known: {plan.MaxCost.Explanation}", plan.ToString(), StringComparison.Ordinal);
        Assert.Empty(plan.Problems);
        Assert.Contains(reason, Assert.Single(e.Problems, p => p.Subject == "RunOptions.MaxCost").Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task All_reasons_are_said_at_once()
    {
        await using var session = Open(out _);

        var plan = await new TestJob().PlanAsync(session, new() { InstanceType = "ecs.c7.large" });

        Assert.Contains("no price for ecs.c7.large", plan.MaxCost!.Explanation, StringComparison.Ordinal);
        Assert.Contains("no time limit", plan.MaxCost.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_allows_what_costs_as_much_and_refuses_what_can_cost_more()
    {
        await using var session = Open(out var backend);

        await new TestJob().RunAsync(session, Hours(2, Yuan(2.4m)));
        var e = await Assert.ThrowsAsync<JobValidationException>(() => new TestJob().RunAsync(session, Hours(2, Yuan(2.399m))));
        var other = await Assert.ThrowsAsync<JobValidationException>(() => new TestJob().RunAsync(session, Hours(2, new(99, "USD"))));

        Assert.Contains(
            "is 2.399 CNY, and the run can cost 2.4 CNY: 1 node x 1.2 CNY an hour x 02:00:00", e.Message, StringComparison.Ordinal);
        Assert.Contains("is 99 USD, and the prices are in CNY. Give it in CNY.", other.Message, StringComparison.Ordinal);
        Assert.Single(backend.Submitted);
    }

    [Fact]
    public async Task A_limit_needs_prices()
    {
        await using var session = PaiSession.Test(out var backend);

        var e = await Assert.ThrowsAsync<JobValidationException>(() => new TestJob().SubmitAsync(session, Hours(1, Yuan(50))));

        Assert.Contains("PAI_JOBS_PRICES", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task The_file_is_found_by_the_variable_and_a_wrong_one_fails_the_plan_and_not_the_session()
    {
        _folder.Write("prices.json", """{"version":1}""");
        await using var session = PaiSession.Test(
            out _, b => b.Environment = name => name == "PAI_JOBS_PRICES" ? _folder.In("prices.json") : null);

        Assert.Equal(new PaiSetting(_folder.In("prices.json"), "the variable PAI_JOBS_PRICES"), session.Settings.Prices);
        var e = await Assert.ThrowsAsync<JobException>(() => new TestJob().PlanAsync(session));
        Assert.Contains("prices is missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_the_file_has_to_have_one_only()
    {
        await using var one = Open(out _, region: null);
        Assert.Equal(Yuan(1.2m), (await new TestJob().PlanAsync(one, Hours(1))).MaxCost!.Amount);

        await using var two = Open(out _, Prices(
            ("ecs.c6.large", "cn-hangzhou", "1", "CNY", "hour"), ("ecs.c6.large", "cn-beijing", "1", "CNY", "hour")), region: null);
        Assert.Contains(
            "prices of several regions", (await new TestJob().PlanAsync(two, Hours(1))).MaxCost!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_multiply_the_most_by_the_price_of_the_dearest_type()
    {
        await using var session = Open(out var backend, Prices(
            ("ecs.c6.large", "cn-hangzhou", "1.2", "CNY", "hour"), ("ecs.c7.large", "cn-hangzhou", "0.03", "CNY", "minute")));
        var retry = Retry(ownErrors: 2) with { FallbackInstanceTypes = ["ecs.c7.large"] };
        var options = Hours(1) with { Retry = retry };

        var plan = await new TestJob().PlanAsync(session, options);
        var ofRecord = await new TestJob { Retry = retry }.PlanAsync(session, Hours(1));
        var e = await Assert.ThrowsAsync<JobValidationException>(
            () => new TestJob().RunAsync(session, options with { MaxCost = Yuan(5.39m) }));
        await new TestJob { Retry = retry }.SubmitAsync(session, Hours(1, Yuan(1.2m)));

        Assert.Equal(Yuan(5.4m), plan.MaxCost!.Amount);
        Assert.Contains("x 3 tries, ecs.c7.large, the dearest of the instance types", plan.MaxCost.Explanation, StringComparison.Ordinal);
        Assert.Equal(plan.MaxCost, ofRecord.MaxCost);
        Assert.Contains("can cost 5.4 CNY", e.Message, StringComparison.Ordinal);
        // Only the submission, which is one try.
        Assert.Equal(Yuan(1.2m), Assert.Single(backend.Submitted).MaxCost!.Amount);
    }

    [Fact]
    public async Task Types_in_different_currencies_have_no_dearest()
    {
        await using var session = Open(out _, Prices(
            ("ecs.c6.large", "cn-hangzhou", "1.2", "CNY", "hour"), ("ecs.c7.large", "cn-hangzhou", "0.2", "USD", "hour")));

        var plan = await new TestJob().PlanAsync(
            session, Hours(1) with { Retry = new() { FallbackInstanceTypes = ["ecs.c7.large"] } });

        Assert.Contains("are in CNY and USD", plan.MaxCost!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_tried_again_stays_within_its_limit_and_each_try_has_its_cost()
    {
        await using var session = Open(out var backend);
        var left = new Queue<ScriptedJob>([
            new ScriptedJob().Queue(TimeSpan.FromHours(5)).Run(TimeSpan.FromMinutes(30)).Fail(1),
            new ScriptedJob().Run(TimeSpan.FromMinutes(15)).Succeed(),
        ]);
        backend.OnSubmit(_ => left.Dequeue());

        var run = await new TestJob().RunAsync(session, Hours(1, Yuan(2.4m)) with { Retry = Retry(ownErrors: 1) });

        Assert.Equal([Yuan(0.6m), Yuan(0.3m)], run.Tries.Select(t => t.Cost!.Amount));
        Assert.Equal(run.Cost, session.CostOf(run.Info));
    }

    [Fact]
    public async Task A_job_that_runs_has_its_cost_so_far_and_one_that_waits_none()
    {
        await using var session = Open(out var backend);
        backend.AutoAdvance = false;
        backend.OnSubmit(_ => new ScriptedJob().Queue(TimeSpan.FromHours(1)).Run(TimeSpan.FromHours(9)).Succeed());
        var run = await new TestJob().SubmitAsync(session, Hours(9) with
        {
            Spot = new() { Strategy = SpotStrategy.SpotWithPriceLimit, DiscountLimit = 0.5 },
        });

        Assert.Equal(Yuan(0), run.Cost!.Amount);
        backend.Clock.Advance(TimeSpan.FromHours(3));
        await run.RefreshAsync();

        Assert.Equal(Yuan(2.4m), run.Cost!.Amount);
        Assert.Contains("so far", run.Cost.Explanation, StringComparison.Ordinal);
        Assert.Contains("limits that of spot", run.Cost.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_instance_type_is_not_known_has_no_known_cost()
    {
        await using var session = Open(out _);

        var cost = session.CostOf(new() { Id = "dlc1", Name = "n", Status = JobStatus.Succeeded });

        Assert.Null(cost!.Amount);
        Assert.Contains("the instance type of the job is not known", cost.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_that_are_too_large_are_not_known_and_do_not_throw()
    {
        await using var session = Open(out _, Prices(("ecs.c6.large", "cn-hangzhou", "1000000000000", "CNY", "second")));

        var plan = await new TestJob().PlanAsync(session, new() { MaxRunTime = TimeSpan.MaxValue, InstanceCount = int.MaxValue });
        var less = await new TestJob().PlanAsync(session, Hours(1));

        Assert.Equal("it is too large to be computed", plan.MaxCost!.Explanation);
        Assert.Equal("it is too large to be computed", less.MaxCost!.Explanation);
    }

    [Fact]
    public async Task Runs_on_this_machine_cost_nothing_and_every_limit_allows_them()
    {
        _folder.Write("prices.json", Prices(("ecs.c6.large", "cn-hangzhou", "1.2", "CNY", "hour")));
        var builder = PaiSession.CreateBuilder().UseLocal(new() { RunsDirectory = _folder.In("runs") });
        (builder.PricesPath, builder.Environment) = (_folder.In("prices.json"), static _ => null);
        await using var session = builder.Build();

        var plan = await new TestJob().PlanAsync(session, new() { InstanceType = "local", MaxCost = Yuan(0) });
        await using var test = Open(out _);
        var local = await new TestJob().PlanAsync(test, new() { InstanceType = "local", MaxCost = Yuan(0) });

        Assert.Null(plan.MaxCost);
        Assert.Null(local.MaxCost);
        Assert.DoesNotContain(plan.Problems.Concat(local.Problems), p => p.Subject == "RunOptions.MaxCost");
    }

    [Fact]
    public async Task A_batch_is_refused_as_a_whole_before_its_first_job()
    {
        await using var session = Open(out var backend);
        var jobs = Enumerable.Range(0, 5).Select(i => new TestJob { Count = i }).ToList();
        var options = new BatchOptions { Run = Hours(1) };

        var most = jobs.GetMaxCost(session, options);
        var e = await Assert.ThrowsAsync<JobValidationException>(
            () => jobs.RunAllAsync(session, options with { MaxCost = Yuan(5.99m) }));
        var unknown = await Assert.ThrowsAsync<JobValidationException>(
            () => jobs.RunAllAsync(session, new() { MaxCost = Yuan(99), Run = new() { LogWriter = TextWriter.Null } }));
        Assert.Empty(backend.Submitted);
        var outcomes = await jobs.RunAllAsync(session, options with { MaxCost = Yuan(6) });

        Assert.Equal(Yuan(6), most!.Amount);
        Assert.Contains("BatchOptions.MaxCost", e.Message, StringComparison.Ordinal);
        Assert.Contains("the batch can cost 6 CNY: the sum of 5 jobs", e.Message, StringComparison.Ordinal);
        Assert.Contains("the job at index 0 and 4 more: the job has no time limit", unknown.Message, StringComparison.Ordinal);
        Assert.All(outcomes, o => Assert.True(o.IsSuccess));
    }

    [Fact]
    public async Task A_batch_that_is_resumed_counts_what_remains_and_a_refused_one_leaves_its_ledger_free()
    {
        await using var session = Open(out var backend);
        using var cancel = new CancellationTokenSource();
        var jobs = Enumerable.Range(0, 4).Select(i => new TestJob { Count = i }).ToList();
        BatchOptions Options(decimal limit, double hours = 1) =>
            new() { MaxParallel = 1, Ledger = _folder.In("ledger"), MaxCost = Yuan(limit), Run = Hours(hours) };
        backend.OnSubmit(job =>
        {
            if (job.Parameters.Single(p => p.Name == "count").Text == "2") cancel.Cancel();
            return new ScriptedJob().Run().Succeed();
        });

        // Another time limit is another job for the ledger: a refusal must not have written it down.
        await Assert.ThrowsAsync<JobValidationException>(() => jobs.RunAllAsync(session, Options(4.8m, hours: 2)));
        await Assert.ThrowsAsync<OperationCanceledException>(() => jobs.RunAllAsync(session, Options(4.8m), cancel.Token));
        // Two have ended, the third was submitted, the fourth not.
        await Assert.ThrowsAsync<JobValidationException>(() => jobs.RunAllAsync(session, Options(2.39m)));
        var outcomes = await jobs.RunAllAsync(session, Options(2.4m));

        Assert.All(outcomes, o => Assert.True(o.IsSuccess));
        Assert.Equal(4, backend.Submitted.Count);
    }

    [Fact]
    public async Task A_limit_of_each_run_in_a_batch_refuses_that_run()
    {
        await using var session = Open(out var backend);

        var outcomes = await new[] { new TestJob() }.RunAllAsync(session, new() { Run = Hours(1, Yuan(1)) });

        Assert.IsType<JobValidationException>(Assert.Single(outcomes).Exception);
        Assert.Empty(backend.Submitted);
    }
}
