// One request with HttpClient and nothing else: what any ahead-of-time compiled program with HTTP costs. AotBare http://127.0.0.1:PORT
using var client = new HttpClient();
using var answer = await client.GetAsync(new Uri(args[0]));
Console.WriteLine((int)answer.StatusCode);
