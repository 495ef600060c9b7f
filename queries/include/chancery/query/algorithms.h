#pragma once

// Graph algorithms: the functions behind the procedures graph.*. All are deterministic: what is
// sampled has a seed, and ties go to the smaller node id. On an edition with a projection those
// that are linear in the graph (pagerank, degrees, both kinds of components, distances) run on it
// as it lies in memory, also on the nodes with some labels where every relationship of a type runs
// between these or none does; where dates, weights or other labels restrict the part, they and all
// others read it into compressed rows first. node_columns.h has them by the names of procedures.
//
// Functions are thread-safe, as views are. Their loops report their work and their memory to what
// the thread works for (chancery/work.h), which can end them; nothing recurses. Each throws
// Error(procedure_error) for a part or an option that it cannot work with, and
// Error(argument_error) for what is no date, or where there are more nodes than 32 bits can number.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/projection.h"
#include "chancery/types.h"

namespace chancery {
namespace query CHANCERY_API {

/// The part of a graph that an algorithm works on.
struct GraphPart {
  std::vector<std::string> labels = {};  ///< a node has one of them; empty: every node
  std::vector<std::string> types = {};   ///< of relationships; empty: every type
  /// Only relationships that held on a day of this period, by what at() and during() of the query
  /// language go by; those of unknown time are left out. "2023", "2023-12" or "2023-12-06"; empty:
  /// open. Both empty: relationships of any time.
  std::string from = {};
  std::string to = {};
  /// A property of relationships that holds a number, such as "statements"; one that lacks it
  /// counts 1. Empty: each counts 1. What is no finite number throws.
  std::string weight = {};
};

/// A value for every node of the part, in ascending order of node ids.
template <typename Number>
struct PerNode {
  std::vector<NodeId> nodes;
  std::vector<Number> values;
};

/// The projection of an edition, which keeps its snapshot alive, or where a view has none, one
/// built of it in memory; see Projection::build().
std::shared_ptr<const Projection> projection_of(std::shared_ptr<const Snapshot> view);

/// The weight of every relationship of a projection, by RelationshipIndex: its property, and 1
/// where it has none. `view` is the one that the projection is of.
std::vector<double> relationship_weights(const GraphView& view, const Projection& projection,
                                         std::string_view property);

// Centrality.

struct PageRankOptions {
  double damping = 0.85;           ///< in [0, 1)
  std::uint64_t iterations = 100;  ///< at most
  double tolerance = 1e-9;         ///< the sum of changes at which it has converged
};
/// PageRank (Brin and Page 1998) of each node, summing to 1: the chance to be there when following
/// relationships, in proportion to weights. A node without outgoing ones leads to every node alike.
/// Weights must not be negative.
PerNode<double> pagerank(const GraphView& view, const GraphPart& part = {},
                         const PageRankOptions& options = {});

struct Degrees {
  std::vector<NodeId> nodes;  ///< ascending
  std::vector<double> outgoing;
  std::vector<double> incoming;  ///< a loop counts in both
};
/// How many relationships leave and enter each node, or the sums of their weights.
Degrees degrees(const GraphView& view, const GraphPart& part = {});

struct BetweennessOptions {
  Direction direction = Direction::outgoing;  ///< in which paths follow relationships
  /// Of so many sources, drawn without return by `seed`, the result is scaled up to all of them
  /// (Brandes and Pich 2007); 0: of all, exact.
  std::uint64_t samples = 0;
  std::uint64_t seed = 1;
  bool normalized = false;  ///< divided by the number of pairs of other nodes
};
/// On which share of the shortest paths between two others a node lies, summed over all pairs
/// (Freeman 1977; computed as Brandes 2001). Parallel relationships are paths of their own.
/// Weights are lengths and must be positive. Cost: nodes times relationships.
PerNode<double> betweenness(const GraphView& view, const GraphPart& part = {},
                            const BetweennessOptions& options = {});

struct Closeness {
  std::vector<NodeId> nodes;  ///< ascending
  /// Of the r nodes within reach at distances that sum to s, out of n others: r / s * r / n
  /// (Wasserman and Faust 1994); 0 where none is.
  std::vector<double> scores;
  std::vector<double> harmonic;  ///< the mean over all others of 1 / distance
};
/// How near a node is to the others, along relationships in `direction`. Weights are lengths and
/// must be positive. Cost: nodes times relationships.
Closeness closeness(const GraphView& view, const GraphPart& part = {},
                    Direction direction = Direction::outgoing);

/// The greatest k such that the node is in the k-core: the part where everyone has k neighbours
/// (Seidman 1983). Directions, loops, parallel relationships and weights are not looked at.
PerNode<std::uint32_t> core_numbers(const GraphView& view, const GraphPart& part = {});

// Components and communities. Groups are numbered from 0, in the order of their first nodes.

/// Of nodes that paths connect when directions are not looked at.
PerNode<std::uint32_t> connected_components(const GraphView& view, const GraphPart& part = {});

/// Of nodes that reach each other along outgoing relationships.
PerNode<std::uint32_t> strong_components(const GraphView& view, const GraphPart& part = {});

struct LouvainOptions {
  double resolution = 1;           ///< above 1: smaller communities (Reichardt and Bornholdt 2006)
  std::uint64_t iterations = 100;  ///< passes over the nodes of a level, at most
};
struct Communities {
  std::vector<NodeId> nodes;  ///< ascending
  std::vector<std::uint32_t> communities;
  double modularity = 0;  ///< of the whole (Newman 2004), at that resolution
};
/// Communities by Louvain's method (Blondel et al. 2008), directions aside, nodes in order of their
/// ids. Weights must not be negative.
Communities louvain(const GraphView& view, const GraphPart& part = {},
                    const LouvainOptions& options = {});

/// Communities by label propagation (Raghavan, Albert and Kumara 2007), directions aside: in order
/// of ids each node joins the community of most of its neighbours, by weight; on a tie it stays, or
/// joins the one of the smallest node. Ends when nobody moves, after `iterations` at most. Weights
/// must not be negative.
PerNode<std::uint32_t> label_propagation(const GraphView& view, const GraphPart& part = {},
                                         std::uint64_t iterations = 100);

// Neighbourhoods.

struct Triangles {
  std::vector<NodeId> nodes;             ///< ascending
  std::vector<std::uint64_t> triangles;  ///< that the node is a corner of
  std::vector<double> coefficients;      ///< of pairs of its neighbours, how many are neighbours
};
/// Triangles and the local clustering coefficient (Watts and Strogatz 1998), 0 for fewer than two
/// neighbours. Directions, loops, parallel relationships and weights are not looked at.
Triangles triangles(const GraphView& view, const GraphPart& part = {});

struct SimilarityOptions {
  enum class Measure {
    jaccard,  ///< shared neighbours / all neighbours of both
    overlap,  ///< shared neighbours / neighbours of the one who has fewer
    cosine    ///< shared neighbours / the geometric mean of both
  };
  Measure measure = Measure::jaccard;
  Direction direction = Direction::outgoing;  ///< in which neighbours are looked for
  std::optional<NodeId> node;                 ///< only pairs with this one first
  std::uint64_t top = 10;                     ///< pairs of each node, at most
  double cutoff = 0;                          ///< pairs of a smaller score are left out
};
struct SimilarNodes {
  NodeId node = NodeId::none;
  NodeId other = NodeId::none;
  double score = 0;  ///< in (0, 1]
};
/// Pairs of nodes with neighbours in common; by node, best first, then by the other's id. With a
/// weight, neighbours count by the sum of weights: jaccard and overlap share the smaller one,
/// cosine is that of the vectors. Weights must not be negative.
std::vector<SimilarNodes> similarity(const GraphView& view, const GraphPart& part = {},
                                     const SimilarityOptions& options = {});

// Paths. Without a weight every relationship is 1 long. Lengths must not be negative.

/// The distance from `source` to each node that it reaches, itself included. Throws
/// Error(procedure_error) where the source is not in the part.
PerNode<double> distances(const GraphView& view, const GraphPart& part, NodeId source,
                          Direction direction = Direction::outgoing);

struct WeightedPath {
  double length = 0;
  std::vector<NodeId> nodes;  ///< one more than relationships
  std::vector<RelationshipId> relationships;
};
/// A shortest path; of several the one with the fewest relationships, then, from its end backward,
/// with the smaller node ids, then relationship ids. nullopt where there is none. Throws
/// Error(procedure_error) where an end is not in the part.
std::optional<WeightedPath> shortest_path(const GraphView& view, const GraphPart& part,
                                          NodeId source, NodeId target,
                                          Direction direction = Direction::outgoing);

/// The `count` shortest paths without a node twice, shortest first (Yen 1971); parallel
/// relationships make paths of their own. Ties as shortest_path() has them, then by ids.
std::vector<WeightedPath> shortest_paths(const GraphView& view, const GraphPart& part,
                                         NodeId source, NodeId target, std::uint64_t count,
                                         Direction direction = Direction::outgoing);

/// The nodes in an order in which every relationship leads onward. Throws Error(procedure_error)
/// where the relationships go in a circle, and names one.
std::vector<NodeId> topological_order(const GraphView& view, const GraphPart& part = {});

// Trees and flows.

struct SpanningTree {
  std::vector<RelationshipId> relationships;  ///< in the order of their weights, then ids
  std::vector<double> weights;
};
/// The relationships of least weight that connect what is connected, directions aside (Kruskal
/// 1956): a tree for each component. Weights may be negative.
SpanningTree spanning_tree(const GraphView& view, const GraphPart& part = {});

struct Flow {
  double value = 0;
  std::vector<RelationshipId> relationships;  ///< that carry something, ascending
  std::vector<double> amounts;                ///< negative: against its direction
  /// Saturated relationships that part the source's side from the target's: a minimum cut.
  std::vector<RelationshipId> cut;
};
/// The greatest flow from `source` to `target` (Edmonds and Karp 1972), weights being
/// capacities, which must not be negative. With Direction::both a relationship carries either way.
/// Throws Error(procedure_error) where the ends are the same or not in the part.
Flow max_flow(const GraphView& view, const GraphPart& part, NodeId source, NodeId target,
              Direction direction = Direction::outgoing);

}  // namespace CHANCERY_API
}  // namespace chancery
