namespace Pai.Jobs.Analyzers.Tests;

/// <summary>What is said of commands: of each kind several forms, and the nearest right ones.</summary>
public class CommandCheckTests
{
    private const string Job = "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\"";
    private const string Output = "[Output] public OssUri? O { get; init; }";

    private static Task JobAsync(string command, string members, string attributes = "") =>
        Verify.AnalyzerAsync($"{attributes} [ProcessingJob({command}, {Job})] public partial record TokenizeJob {{ {Output} {members} }}");

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:$PAI_HPS_EPOCHS|}\" }")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:--epochs=${PAI_HPS_EPOCHS}|}\" }")]
    [InlineData("new string[] { \"./run\", \"{|PAI5012:$PAI_OUTPUT_O/model.bin|}\", \"{|PAI5012:$PAI_USER_ARGS|}\" }")]
    [InlineData("new[] { \"torchrun\", \"main.py\", \"{|PAI5012:$RANK|}\", \"{|PAI5012:$HOME/x|}\" }")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:$MODE|}\" }")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:&&|}\", \"ls\" }")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:>|}\", \"log\" }")]
    [InlineData("\"python main.py '{|PAI5012:$PAI_HPS_EPOCHS|}'\"")]
    [InlineData("\"bash -e run.sh '{|PAI5012:${PAI_OUTPUT_O}|}'\"")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:${PAI_HPS_EPOCHS:-3}|}\" }")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:$(nproc)|}\", \"{|PAI5012:`nproc`|}\" }")]
    [InlineData("new[] { \"{|PAI5012:A=1|}\", \"python\", \"main.py\" }")]
    [InlineData("new[] { \"{|PAI5012:cd|}\", \"sub\", \"&&\", \"python\", \"tool.py\" }")]
    [InlineData("new[] { \"sh\", \"-c\", \"python main.py $PAI_HPS_EPOCHS\" }")]
    [InlineData("new[] { \"env\", \"A=1\", \"bash\", \"-lc\", \"python main.py $PAI_HPS_EPOCHS && ls\" }")]
    [InlineData("new[] { \"python\", \"-c\", \"import os; print(os.path.expandvars('$PAI_HPS_EPOCHS'))\" }")]
    [InlineData("new[] { \"envsubst\", \"$PAI_HPS_EPOCHS\" }")]
    [InlineData("new[] { \"python\", \"main.py\", \"^a$\", \"$x\", \"a && b\", \"cost: $5\" }")]
    [InlineData("new[] { \"find\", \".\", \"-name\", \"x\", \">\" }")]
    [InlineData("\"awk '{print $PAI_HPS_EPOCHS}' x\"")]
    [InlineData("\"sh -c 'python main.py $PAI_HPS_EPOCHS'\"")]
    [InlineData("\"python main.py \\\"$PAI_HPS_EPOCHS\\\"\"")]
    public Task PAI5012_what_only_a_shell_reads(string command) =>
        JobAsync(command, "[Parameter] public int Epochs { get; init; }", "[EnvironmentVariable(\"MODE\", \"x\")]");

    [Theory]
    [InlineData("new[] { {|PAI5013:\"python main.py\"|} }", false)]
    [InlineData("new[] { {|PAI5013:\"python main.py\"|}, \"--n\", \"1\" }", false)]
    [InlineData("new[] { {|PAI5013:\"/usr/bin/python3 main.py\"|} }", false)]
    [InlineData("new[] { {|PAI5013:\"mytool --fast\"|} }", false)]
    [InlineData("new[] { \"/opt/my tool/run\" }", true)]
    [InlineData("new[] { \"./my tool\" }", true)]
    [InlineData("new[] { \"python\", \"main.py --fast\" }", true)]
    public Task PAI5013_a_program_is_one_word(string command, bool isRight) =>
        JobAsync(isRight ? command : command.Replace("{|PAI5013:\"", "\"{|PAI5013:", StringComparison.Ordinal)
            .Replace("\"|}", "|}\"", StringComparison.Ordinal), "");

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("[Parameter] public int[] A { get; init; } = [1];", true)]
    [InlineData("[Parameter] public System.Collections.Generic.IReadOnlyList<string>? A { get; init; }", true)]
    [InlineData("[Parameter] public System.Collections.Immutable.ImmutableArray<double> A { get; init; } = [];", true)]
    [InlineData("[Parameter] public required string A { get; init; }", true)]
    [InlineData("[Parameter] public string? A { get; init; }", true)]
    [InlineData("[Parameter] public string A { get; init; } = \"a b\";", true)]
    [InlineData("[Parameter] public string A { get; init; } = \"-x\";", true)]
    [InlineData("[Parameter] public string A { get; init; } = \"\";", true)]
    [InlineData("[Parameter] public string A { get; init; } = \"*.txt\";", true)]
    [InlineData("[Parameter] public char A { get; init; } = ' ';", true)]
    [InlineData(
        "[Parameter] public Kind A { get; init; } public enum Kind { [System.Runtime.Serialization.EnumMember(Value = \"a b\")] A }", true)]
    [InlineData("[Parameter] public string A { get; init; } = \"fast-1.0/x\";", false)]
    [InlineData("[Parameter, AllowedValues(\"a\", \"b\")] public required string A { get; init; }", false)]
    [InlineData("[Parameter] public int A { get; init; } = -1;", false)]
    [InlineData("[Parameter] public double? A { get; init; }", false)]
    [InlineData("[Parameter] public bool A { get; init; }", false)]
    [InlineData("[Parameter] public DateTime A { get; init; }", false)]
    [InlineData("[Parameter] public Guid A { get; init; }", false)]
    [InlineData("[Parameter] public DayOfWeek A { get; init; }", false)]
    [InlineData("[Parameter] public Secret? A { get; init; }", false)]
    public async Task PAI5014_values_that_a_shell_takes_apart(string member, bool breaks)
    {
        foreach (var form in (string[])
        [
            "python train.py $$", "cd x && torchrun train.py $$", "bash -c 'python train.py $$'", "eval 'python train.py $$'", "./train $$",
        ])
            await JobAsync('"' + form.Replace("$$", Variable("$PAI_USER_ARGS"), StringComparison.Ordinal) + '"', member);
        await JobAsync('"' + "python train.py " + Variable("${PAI_USER_ARGS}") + '"', member);
        foreach (var right in (string[])
        [
            "eval \\\"python train.py $PAI_USER_ARGS\\\"",
            "echo $PAI_USER_ARGS | xargs python train.py",
            "python train.py \\\"$PAI_USER_ARGS\\\"", "sh -c \\\"python train.py $PAI_USER_ARGS\\\"", "python train.py",
        ])
            await JobAsync('"' + right + '"', member);

        string Variable(string name) => breaks ? $"{{|PAI5014:{name}|}}" : name;
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("echo ${|PAI5006:PAI_OUTPUTO|}")]
    [InlineData("echo ${{|PAI5006:PAI_OUTPUTO|}}/x")]
    [InlineData("echo ${|PAI5006:PAI_OUTPUTS_O|}")]
    [InlineData("echo ${|PAI5006:PAI_OUTPUT|}")]
    [InlineData("echo ${|PAI5006:PAI_INPUTS|}")]
    [InlineData("echo ${|PAI5006:PAI_HP_EPOCHS|}")]
    [InlineData("echo ${|PAI5006:PAI_USERARGS|}")]
    [InlineData("echo ${|PAI5006:PAI_USER_ARG|}")]
    [InlineData("echo ${|PAI5006:pai_hps_epochs|}")]
    [InlineData("echo ${|PAI5006:PAI_HPS_NOPE|}")]
    [InlineData("sh -c 'echo ${|PAI5006:PAI_HPS_NOPE|}'")]
    [InlineData("echo '' ${|PAI5006:PAI_HPS_NOPE|}")]
    [InlineData("echo $PAI_HPS $PAI_HPS_EPOCHS $PAI_OUTPUT_O $PAI_USER_ARGS $PAI_CONFIG_DIR $PAI_WORKING_DIR $PAI_TRAINING_JOB_ID")]
    [InlineData("echo $PAI_WORKSPACE_ID $PAI_JOB_ID $PAIR $OUTPUT")]
    [InlineData("PAI_HPS_X=3; echo $PAI_HPS_X")]
    [InlineData("PAI_HPS_X=3 sh -c 'echo $PAI_HPS_X'")]
    [InlineData("export PAI_HPS_X=3 && echo ${PAI_HPS_X}")]
    [InlineData("read PAI_HPS_X < x; echo $PAI_HPS_X")]
    [InlineData("for PAI_HPS_X in 1 2; do echo $PAI_HPS_X; done")]
    [InlineData("echo ${PAI_HPS_NOPE:-default}")]
    [InlineData("echo ${PAI_HPS_NOPE-default} ${PAI_HPS_NOPE:+x}")]
    [InlineData(": ${PAI_HPS_NOPE:=1}; echo $PAI_HPS_NOPE")]
    [InlineData("echo ${PAI_INPUT_NOPE:?is missing}")]
    [InlineData("if [ -n \\\"$PAI_HPS_NOPE\\\" ]; then echo $PAI_HPS_NOPE; fi")]
    [InlineData("test -z $PAI_HPS_NOPE || echo $PAI_HPS_NOPE")]
    [InlineData(". ./env.sh && echo $PAI_HPS_NOPE")]
    [InlineData("echo '$PAI_HPS_NOPE' \\\\$PAI_HPS_NOPE")]
    public Task PAI5006_a_variable_is_there(string command) => JobAsync($"\"{command}\"", "[Parameter] public int Epochs { get; init; }");

    /// <summary>Comments and quoted here-documents have none; in others, quotes mean nothing.</summary>
    [Theory]
    [InlineData("cat <<EOF\n'$PAI_HPS_NOPE'\nEOF\necho x", 1)]
    [InlineData("cat <<EOF\nit's\nEOF\necho $PAI_HPS_NOPE", 1)]
    [InlineData("cat <<'EOF'\n$PAI_HPS_NOPE\nEOF\necho x", 0)]
    [InlineData("cat <<'EOF'\n$PAI_HPS_NOPE\nEOF\necho $PAI_HPS_NOPE", 1)]
    [InlineData("cat <<-\\EOF | tee x\n$PAI_HPS_NOPE\n\tEOF", 0)]
    [InlineData("cat <<\"E F\"\r\n$PAI_HPS_NOPE\r\nE F\r\n", 0)]
    [InlineData("cat <<'EOF'\n$PAI_HPS_NOPE", 1)]
    [InlineData("cat <<< '$PAI_HPS_NOPE'\necho $((1<<2)) $PAI_HPS_NOPE", 1)]
    [InlineData("echo a # it's not $PAI_HPS_NOPE\necho $PAI_HPS_NOPE", 1)]
    [InlineData("# don't use $PAI_HPS_NOPE\necho a#b", 0)]
    [InlineData("echo \"a # $PAI_HPS_NOPE\"", 1)]
    public async Task PAI5006_reads_lines_as_a_shell_does(string command, int count)
    {
        var literal = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(command, quote: true);

        var (diagnostics, _) = await Verify.RunAsync($"[ProcessingJob({literal}, {Job})] public partial record TokenizeJob {{ {Output} }}");

        Assert.Equal(Enumerable.Repeat("PAI5006", count), diagnostics.Select(d => d.Id));
    }

    [Theory]
    [InlineData("torchrun --nproc_per_node 2 mian.py", "main.py")]
    [InlineData("torchrun --standalone --nproc_per_node=2 mian.py --config x.yaml", "main.py")]
    [InlineData("python -m torch.distributed.run mian.py", "main.py")]
    [InlineData("accelerate launch --config_file c.yaml mian.py", "main.py")]
    [InlineData("sh -c 'python mian.py'", "main.py")]
    [InlineData("bash -euo pipefail -c 'pip install x && python mian.py'", "main.py")]
    [InlineData("nohup timeout 5 python -W ignore -X dev mian.py", "main.py")]
    [InlineData("mpirun -np 2 python mian.py", "main.py")]
    [InlineData("A=1 B=2 exec python ./mian.py", "main.py")]
    [InlineData("if true; then python mian.py; fi", "main.py")]
    [InlineData("pip install x\\npython mian.py", "main.py")]
    [InlineData("bash -e rum.sh 2>&1 | tee log", "run.sh")]
    [InlineData("sub/tol.py --n 1", "sub/tool.py")]
    [InlineData("python main.py && python mian.py", "main.py")]
    [InlineData(". ./rum.sh", "run.sh")]
    [InlineData("python other.py", null)]
    [InlineData("python \\\\\\n  mian.py", "main.py")]
    [InlineData("python \\\\\\r\\n  mian.py", "main.py")]
    [InlineData("uv run mian.py", "main.py")]
    [InlineData("python -m cProfile -o out mian.py", "main.py")]
    [InlineData("coverage run mian.py", "main.py")]
    [InlineData("chmod +x rum.sh && ./rum.sh", "run.sh")]
    [InlineData("cd /ml/usercode && python mian.py", "main.py")]
    [InlineData("cd $PAI_WORKING_DIR; python mian.py", "main.py")]
    public async Task PAI5002_a_script_is_missing(string command, string? offered)
    {
        var message = Assert.Single(await ScriptsAsync($"\"{command}\""));

        Assert.Contains(offered is null ? "add the script there" : $"did you mean \"{offered}\"?", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new[] { \"sh\", \"-c\", \"python mian.py\" }")]
    [InlineData("new[] { \"torchrun\", \"--nnodes\", \"2\", \"mian.py\" }")]
    public async Task PAI5002_in_an_argument_list(string command) => Assert.Single(await ScriptsAsync(command));

    [Theory]
    [InlineData("torchrun --nproc_per_node 2 main.py")]
    [InlineData("torchrun -m pkg.mian")]
    [InlineData("sh -c 'cd sub && python tol.py'")]
    [InlineData("curl -O https://example.com/mian.py && python mian.py")]
    [InlineData("wget -q https://example.com/x.tgz; tar xzf x.tgz; python mian.py")]
    [InlineData("git clone https://example.com/r . && python mian.py")]
    [InlineData("cp main.py mian.py && python mian.py")]
    [InlineData("echo 'print(1)' > mian.py && python mian.py")]
    [InlineData("cat > mian.py <<EOF\\nimport os\\nEOF\\npython mian.py")]
    [InlineData("printf x | tee mian.py; python mian.py")]
    [InlineData("python main.py --out mian.py && python mian.py")]
    [InlineData("python main.py && python generated.py")]
    [InlineData("make && ./tol")]
    [InlineData("test -f other.py && python other.py")]
    [InlineData("ossutil cp oss://bucket/mian.py . && python mian.py")]
    [InlineData("unzip code.zip && bash rum.sh")]
    [InlineData("python $SCRIPT.py")]
    [InlineData("bash -c \\\"python $X.py\\\"")]
    [InlineData("eval \\\"python main.py $PAI_USER_ARGS\\\"")]
    public async Task PAI5002_is_not_sure(string command) => Assert.Empty(await ScriptsAsync($"\"{command}\""));

    private static async Task<IEnumerable<string>> ScriptsAsync(string command)
    {
        var source = $"[ProcessingJob({command}, SourceDir = \"code\", {Job})] public partial record TokenizeJob {{ {Output} }}";
        var options = new ProjectOptions(Sources: ["code/main.py", "code/run.sh", "code/sub/tool.py"]);
        var (diagnostics, _) = await Verify.RunAsync(source, options: options);
        Assert.All(diagnostics, d => Assert.True(d.Id is "PAI5002" or "PAI5005", d.ToString()));
        return diagnostics.Where(d => d.Id == "PAI5002").Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--out /data/o/x")]
    [InlineData("--out=/data/o")]
    [InlineData("--out /data/o/")]
    [InlineData("--out /ml/output/y")]
    public Task PAI5005_a_path_of_its_own_mount_is_a_channel_already(string option) => Verify.AnalyzerAsync(
        $"[ProcessingJob(\"python main.py {option}\", {Job})] public partial record TokenizeJob {{ "
            + "[Input(MountPath = \"/data/o\")] public OssUri? X { get; init; } [Output] public OssUri? Y { get; init; } }");

    [Theory]
    [InlineData("python main.py --jobs `nproc`")]
    [InlineData("python main.py --verbose 2>&1")]
    [InlineData("python main.py --verbose &>log")]
    public Task PAI5005_a_value_of_the_shell_is_none(string command) => JobAsync($"\"{command}\"", "");

    [Theory]
    [InlineData("ls {|PAI5004:/ml/output/nope|}. '{|PAI5004:/ml/nope|}'")]
    [InlineData("ls ~/ml/data ${X}/ml/data '$X'/ml/data $(pwd)/ml/data")]
    [InlineData("# not in /ml/nope\\nls")]
    [InlineData("mkdir -p /ml/scratch && cd /ml/scratch && ls /ml/scratch/sub")]
    [InlineData("mkdir -p {|PAI5004:/ml/output/nope|}")]
    [InlineData("echo 'in /ml/usercode, /ml/output/o.' /ml/output/../x")]
    public Task PAI5004_a_path_is_a_channel_s(string command) => JobAsync($"\"{command}\"", "");

    [Theory]
    [InlineData("cod", "code")]
    [InlineData("./cod//", "code")]
    [InlineData("Code", "code")]
    [InlineData("./cod/", "code")]
    [InlineData("src/jbos", "src/jobs")]
    [InlineData("tool.py", "tools.py")]
    [InlineData("elsewhere", null)]
    public async Task PAI5010_names_the_folder_that_was_meant(string folder, string? meant)
    {
        var source = $"[ProcessingJob(\"x\", SourceDir = \"{folder}\", {Job})] public partial record TokenizeJob {{ {Output} }}";
        var options = new ProjectOptions(Sources: ["code/main.py", "src/jobs/run.sh", "tools.py"]);

        var diagnostic = Assert.Single((await Verify.RunAsync(source, options: options)).Diagnostics);

        Assert.Equal(("PAI5010", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(
            meant is null ? "add <PaiJobSource Include=\"elsewhere/**\" />" : $"did you mean \"{meant}\"?",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./src//jobs/")]
    [InlineData("src/../code")]
    [InlineData("src\\\\jobs")]
    [InlineData("./.")]
    public async Task PAI5010_reads_a_path_as_the_system_does(string folder)
    {
        var source = $"[ProcessingJob(\"x\", SourceDir = \"{folder}\", {Job})] public partial record TokenizeJob {{ {Output} }}";

        Assert.Empty((await Verify.RunAsync(source, options: new(Sources: ["code/main.py", "src/jobs/run.sh"]))).Diagnostics);
    }
}
