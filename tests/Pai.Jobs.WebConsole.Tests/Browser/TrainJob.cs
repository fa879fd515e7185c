namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A job that looks like a training, for the pictures: half a minute of log lines and load.</summary>
[ProcessingJob(
    """
    echo "loading 1461 days of weather from $PAI_HPS_FIRST_YEAR on"
    printf '\033[33mwarning\033[0m: no GPU, training on the processor\n' >&2
    busy() { n=0; while [ $n -lt "$1" ]; do n=$((n + 1)); done; }
    for epoch in $(seq 1 24); do
        busy $(((epoch % 5 + 1) * 60000))
        for step in $(seq 1 $((20 + epoch % 7 * 12))); do echo "epoch $epoch step $step loss 0.$((9400 - epoch * 310 - step))"; done
        [ $((epoch % 8)) != 0 ] || echo "gradient norm is high, learning rate halved" >&2
        sleep 0.8
    done
    [ "$PAI_HPS_FIRST_YEAR" -lt 2030 ] || { echo "ValueError: no weather from $PAI_HPS_FIRST_YEAR on" >&2; exit 1; }
    echo "wrote the model"
    """,
    InstanceType = "local",
    BaseJobName = "train")]
[Label("team", "climate")]
internal sealed partial record TrainJob
{
    [Parameter]
    public int FirstYear { get; init; } = 2012;

    [Output]
    public OssUri? Model { get; init; }
}
