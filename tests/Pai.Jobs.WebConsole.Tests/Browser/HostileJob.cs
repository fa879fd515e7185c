namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A job whose log, file names and files try to run in the page that shows them.</summary>
[ProcessingJob(
    """
    printf '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">\n'
    printf '\033[31mred\033[0m \033]8;;http://evil.example/\007link\033]8;;\007 \033]0;title\007 \033[2J\033[1;1H'
    printf ' bell\007 nul\000 rtl\342\200\256gnp.exe\n'
    printf ' 10%%\r 50%%\r100%% <b>done</b>\n'
    cd "$PAI_OUTPUT_OUT"
    cat >evil.svg <<'END'
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="fetch(1)">
    <script>fetch("http://evil.example/svg"); alert(1)</script>
    <image href="http://evil.example/image.png" width="9" height="9"/>
    <foreignObject width="40" height="40">
    <img xmlns="http://www.w3.org/1999/xhtml" src="http://evil.example/x.png" onerror="alert(1)"/>
    </foreignObject>
    <rect width="40" height="40" fill="teal"/>
    </svg>
    END
    cp evil.svg '<img src=x onerror=alert(1)>.svg'
    cp evil.svg picture.png
    printf '<!doctype html><script>window.hacked=1;alert(1)</script>' >page.html
    printf '<meta http-equiv="refresh" content="0;url=http://evil.example/">' >>page.html
    printf 'name,value\n<img src=x onerror=alert(1)>,1\n=HYPERLINK("http://evil.example/"),2\n' >table.csv
    printf '{"name":"</script><script>alert(1)</script>","value":{"a":[1]}}\n' >lines.jsonl
    printf 'x\342\200\256<script>alert(1)</script>\n' >"$(printf 'new\nline\033[31m')".txt
    mkdir 'javascript:alert(1)' && printf hello >'javascript:alert(1)/"><b>.txt'
    """,
    InstanceType = "local",
    BaseJobName = "hostile")]
[Label("note", "<b>bold</b>")]
internal sealed partial record HostileJob
{
    [Parameter]
    public string Markup { get; init; } = "<script>window.hacked=1</script>";

    [Output]
    public OssUri? Out { get; init; }
}
