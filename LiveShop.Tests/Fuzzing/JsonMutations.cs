using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Spoils a body: its values, its members, its text, its bytes.</summary>
internal static class JsonMutations
{
    private static readonly string[] Others = ["null", "true", "false", "7", "\"text\"", "[]", "{}", "[null]", "[[]]", "{\"a\":{}}", "[1,\"a\"]"];
    private static readonly int[] Lengths = [65, 101, 200, 201, 2049, 4001, 20_000];
    private static readonly int[] Depths = [31, 32, 33, 64, 1000, 20_000];

    public static byte[] Spoiled(Json body, Random random)
    {
        var kind = random.Next(10);
        if (kind < 7)
        {
            for (var times = random.Next(1, 4); times > 0; times--)
                SpoilOne(body, random);
        }

        var bytes = Encoding.UTF8.GetBytes(kind is 7 or 8 ? SpoiledText(body.ToString(), random) : body.ToString());
        return kind == 9 ? SpoiledBytes(bytes, random) : bytes;
    }

    /// <summary>Some bytes in the middle are others, more, or fewer.</summary>
    public static byte[] SpoiledBytes(byte[] bytes, Random random)
    {
        var place = random.Next(bytes.Length + 1);
        var rest = Math.Min(bytes.Length, place + random.Next(4));
        byte[] other = random.Next(3) switch
        {
            0 => Hostile.Bytes[random.Next(Hostile.Bytes.Length)],
            1 => [],
            _ => [(byte)random.Next(256)],
        };
        return random.Next(6) == 0 ? bytes[..place] : [.. bytes[..place], .. other, .. bytes[rest..]];
    }

    private static void SpoilOne(Json body, Random random)
    {
        var all = body.All().ToList();
        var one = all[random.Next(all.Count)];
        if (one.Members is { Count: > 0 } members && random.Next(2) == 0)
            SpoilMembers(members, random);
        else if (one.Items is { } items && random.Next(2) == 0)
            items.AddRange(Enumerable.Repeat(items.Count > 0 ? items[0] : Json.Of("null"), random.Next(1, 300)));
        else
            one.Become(Json.Of(Other(random)));
    }

    private static void SpoilMembers(List<(string Name, Json Value)> members, Random random)
    {
        var place = random.Next(members.Count);
        var (name, value) = members[place];
        switch (random.Next(6))
        {
            case 0:
                members.RemoveAt(place);
                break;
            case 1:
                members.Add((name, random.Next(2) == 0 ? value : Json.Of(Other(random))));
                break;
            case 2:
                members[place] = (name.ToUpperInvariant(), value);
                break;
            case 3:
                // An escaped form of the same name.
                members[place] = ($"\"\\u{(int)name[1]:x4}{name[2..]}", value);
                break;
            case 4:
                members.Add((Json.Text(Hostile.Texts[random.Next(Hostile.Texts.Length)]).Raw!, Json.Of(Other(random))));
                break;
            default:
                members.Insert(0, ("\"__proto__\"", Json.Of("{\"admin\":true}")));
                break;
        }
    }

    private static string Other(Random random) => random.Next(7) switch
    {
        0 => Others[random.Next(Others.Length)],
        1 or 2 => Hostile.Numbers[random.Next(Hostile.Numbers.Length)],
        3 => Hostile.RawTexts[random.Next(Hostile.RawTexts.Length)],
        4 => $"\"{new string('a', Lengths[random.Next(Lengths.Length)])}\"",
        5 => Depths[random.Next(Depths.Length)] is var depth && random.Next(2) == 0 ? new string('[', depth) + new string(']', depth) : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth),
        _ => Json.Text(Hostile.Texts[random.Next(Hostile.Texts.Length)]).Raw!,
    };

    private static string SpoiledText(string text, Random random) => random.Next(12) switch
    {
        0 => "\ufeff" + text,
        1 => text + ",",
        2 => text + text,
        3 => text + "\0",
        4 => text[..random.Next(text.Length + 1)],
        5 => text.Insert(random.Next(text.Length + 1), "/* */"),
        6 => "// x\n" + text,
        7 => $"[{text}]",
        8 => text.Replace("\"", "'", StringComparison.Ordinal),
        9 => text.Replace("}", ",}", StringComparison.Ordinal),
        10 => new string(' ', random.Next(70_000)) + text,
        _ => "",
    };
}
