using System.Reflection;

namespace Pai.Jobs.Generators.Tests;

/// <summary>A job that was compiled and loaded: its generated members, called as a user's code would.</summary>
internal sealed class GeneratedJob
{
    private readonly Type _type;

    private GeneratedJob(Type type) => _type = type;

    public static GeneratedJob Load(string source, string type = "Job") =>
        new(Compiler.Load(Compiler.Create([Shape.Usings + source])).GetType(type, throwOnError: true)!);

    public static GeneratedJob Of(Assembly assembly, string type) => new(assembly.GetType(type, throwOnError: true)!);

    public JobDefinition Definition =>
        (JobDefinition)_type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!
            .GetValue(null)!;

    /// <summary>A record with its own defaults, and the values given.</summary>
    public object Create(params (string Property, object? Value)[] values)
    {
        var constructor = _type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [var p] || p.ParameterType != _type)
            .MaxBy(c => c.GetParameters().Length);
        var job = constructor is null
            ? Activator.CreateInstance(_type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : null)]);
        foreach (var (property, value) in values) _type.GetProperty(property)!.SetValue(job, value);
        return job;
    }

    public static object? Get(object job, string property) =>
        job.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(job);

    /// <summary>What the job would be submitted with.</summary>
    public JobValues Request(object job) =>
        (JobValues)Invoke(Contract().GetMethod("ToValues")!, job)!;

    /// <summary>The messages for what is wrong with the values.</summary>
    public string[] Problems(params (string Property, object? Value)[] values) =>
        [.. Request(Create(values)).Problems.Select(p => p.ToString())];

    /// <summary>Reads the job back in a folder of configuration.</summary>
    public object FromEnvironment(string parameters, string inputs = "", string outputs = "")
    {
        var folder = Directory.CreateTempSubdirectory("pai-jobs-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "job.json"), $$"""
                { "version": 1, "record": "Job", "jobName": "job",
                  "inputs": { {{inputs}} }, "outputs": { {{outputs}} }, "parameters": { {{parameters}} } }
                """);
            Environment.SetEnvironmentVariable("PAI_CONFIG_DIR", folder.FullName);
            return Invoke(
                _type.GetMethod("FromEnvironment", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!, null)!;
        }
        finally
        {
            Environment.SetEnvironmentVariable("PAI_CONFIG_DIR", null);
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The nested type of outputs over locations.</summary>
    public object Outputs(object job, params (string Name, string Uri)[] locations)
    {
        var create = typeof(JobOutputs).GetMethod(nameof(JobOutputs.Create))!.MakeGenericMethod(Contract().GetGenericArguments()[1]);
        return Invoke(create, null, locations.ToDictionary(l => l.Name, l => DataLocation.Parse(l.Uri)))!;
    }

    private Type Contract() => _type.GetInterfaces().Single(i => i.Name == "IJob`2" && i.GetGenericArguments()[0] == _type);

    private static object? Invoke(MethodInfo method, object? instance, params object?[] arguments) =>
        method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
