namespace Jiban.Demo.Land;

/// <summary>A block of a community with its use.</summary>
/// <param name="Use">R slabs, T towers, O old slabs, S school, C shops, F offices, M market, P park, K public service, H hospital, I works, G riverside.</param>
/// <param name="Name">Estate, school or compound that fills it.</param>
internal sealed record Block(Box Box, char Use, string Name, CommunityPlan Community, int Sequence)
{
    public bool IsEstate => Use is 'R' or 'T' or 'O';
}

/// <summary>A building on the board.</summary>
internal sealed record House(
    Box Box,
    string Name,
    string Address,
    string Use,
    double HeightMetres,
    int BuiltYear,
    Block Block
);

/// <summary>Fills the blocks with houses: regular where people plan, a little shifted and of varied height by seeded chance.</summary>
internal sealed class Blocks(Random chance)
{
    private const double Storey = 2.9;
    private readonly Queue<string> _shops = new(Data.Lines("shops.txt"));
    private readonly HashSet<string> _taken = [];

    /// <summary>All 75 blocks, in the order of communities and their cells, named.</summary>
    public static IReadOnlyList<Block> Named()
    {
        var estates = new Queue<string>(Data.Lines("estates.txt"));
        var others = Names.Others();
        return
        [
            .. Board.Communities.SelectMany(community =>
                community.Blocks.Select(
                    (use, i) =>
                        new Block(
                            BoxOf(community, i),
                            use,
                            use is 'R' or 'T' or 'O' ? estates.Dequeue()
                                : others.TryGetValue(use, out var names) ? names.Dequeue()
                                : "",
                            community,
                            i + 1
                        )
                )
            ),
        ];
    }

    /// <summary>The houses of one block.</summary>
    public IEnumerable<House> Fill(Block block) =>
        block.Use switch
        {
            'R' => Rows(block, 3, 4, width: 46, depth: 13, storeys: (11, 18), years: (2008, 2019)),
            'T' => Rows(block, 3, 4, width: 30, depth: 23, storeys: (24, 33), years: (2012, 2021)),
            'O' => Rows(block, 4, 4, width: 42, depth: 11, storeys: (5, 6), years: (1986, 1999)),
            'C' => Shops(block),
            _ => Placed(block),
        };

    private static Box BoxOf(CommunityPlan community, int i)
    {
        var across = community.Columns.Length - 1;
        var (row, column) = (i / across, i % across);
        return new Box(
            community.Columns[column],
            community.Rows[row + 1],
            community.Columns[column + 1],
            community.Rows[row]
        );
    }

    private IEnumerable<House> Rows(
        Block block,
        int rows,
        int columns,
        double width,
        double depth,
        (int From, int To) storeys,
        (int From, int To) years
    )
    {
        var inner = block.Box.Inside(24);
        var gate = Addresses.South(block.Box, (inner.West + inner.East) / 2);
        var built = chance.Next(years.From, years.To + 1);
        for (var n = 0; n < rows * columns; n++)
        {
            var (row, column) = (n / columns, n % columns);
            var u = inner.West + (column + 0.5) * inner.Width / columns + Shift(2.5);
            var v = inner.North - (row + 0.5) * inner.Height / rows + Shift(5);
            yield return new House(
                Box.Around(u, v, width, depth),
                $"{block.Name}{n + 1}号楼",
                $"{gate}院{n + 1}号楼",
                "residential",
                Height(chance.Next(storeys.From, storeys.To + 1)),
                built,
                block
            );
        }
    }

    private IEnumerable<House> Shops(Block block)
    {
        var inner = block.Box.Inside(18);
        for (var n = 0; n < 14; n++)
        {
            var south = n < 7;
            var u = inner.West + (n % 7 + 0.5) * inner.Width / 7;
            var v = south ? inner.South + 9 : inner.North - 9;
            var address = south ? Addresses.South(block.Box, u) : Addresses.North(block.Box, u);
            yield return new House(
                Box.Around(u, v, inner.Width / 7 - 6, 18),
                NextShop(address),
                address,
                "shop",
                Height(chance.Next(1, 4)),
                chance.Next(1998, 2020),
                block
            );
        }

        var middle = inner.Inside(45);
        yield return new House(
            Box.Around(
                (inner.West + inner.East) / 2,
                (inner.South + inner.North) / 2,
                middle.Width * 0.8,
                middle.Height * 0.6
            ),
            block.Name,
            Addresses.West(block.Box, (inner.South + inner.North) / 2),
            "mall",
            Height(chance.Next(4, 7)),
            chance.Next(2005, 2022),
            block
        );
    }

    /// <summary>Compounds whose houses have names of their own: see <see cref="Names.Parts"/>.</summary>
    private IEnumerable<House> Placed(Block block)
    {
        var inner = block.Box.Inside(block.Use == 'G' ? 10 : 24);
        var address = Addresses.South(block.Box, (inner.West + inner.East) / 2);
        foreach (var part in Names.Parts(block.Use))
        {
            var u = inner.West + part.East * inner.Width;
            var v = inner.South + part.North * inner.Height;
            yield return new House(
                Box.Around(u, v, part.Width, part.Depth),
                block.Name + part.Name,
                address,
                part.Use,
                Height(part.Storeys),
                chance.Next(1998, 2021),
                block
            );
        }
    }

    /// <summary>The next shop of the list; when it is used up, with the number of the house, so that no two carry one name.</summary>
    private string NextShop(string address)
    {
        var name = _shops.Dequeue();
        _shops.Enqueue(name);
        return _taken.Add(name) ? name : $"{name}({address}店)";
    }

    private double Shift(double metres) => (2 * chance.NextDouble() - 1) * metres;

    private static double Height(int storeys) => Math.Round(storeys * Storey + 1.2, 1);
}
