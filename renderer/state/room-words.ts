/** Words for room ids: short, easy to say and to spell, friendly in any combination; 128 of each. */

export const adjectives = words(`
  able airy amber ample azure balmy bold brave brief bright brisk broad calm candid casual cheery
  civil clean clear clever close cool coral cosy crisp dapper daring dear deep eager early easy
  equal even fair famous fancy fast fine firm first fit fleet fond frank free fresh full gentle
  giant glad gold good grand great green handy happy hardy hazel honest humble ideal ivory jolly
  joyful keen kind large late light limber lively local lofty loyal lucky lunar mellow merry
  mighty mild misty modest neat new nimble noble novel open patient plain polite prime proud quick
  quiet rapid rare ready regal rich rosy round royal ruby sage sandy serene sharp shiny silent
  silver simple sleek smooth snowy social soft solar solid spry steady sunny super sure sweet
  swift
`);

export const animals = words(`
  adder alpaca ant badger bear beaver bee beetle bison bobcat buck bunny camel canary carp cat
  cicada clam cod colt condor coyote crab crane cricket crow cub deer dingo dog dolphin donkey
  dove duck eagle eel egret elk emu falcon fawn ferret finch fish fox frog gannet gecko gibbon
  giraffe goat goose gopher grouse gull hare hawk heron horse hound ibex ibis iguana impala jackal
  jaguar jay kestrel kite kiwi koala lark lemur lion lizard llama lobster lynx magpie mantis
  marmot marten mink mole moose moth mouse mule newt octopus oriole osprey otter owl ox oyster
  panda parrot perch pigeon pike pony puffin quail rabbit raven robin salmon seal shark sheep
  shrew shrimp skylark sloth snail sparrow squid stork swan tern tiger trout turtle walrus whale
  wren zebra
`);

export const landscapes = words(`
  arch atoll bank bay beach bend bridge brook cabin canal canyon cape castle cave cavern channel
  chapel cliff coast coral cove crater creek crest croft crossing dale dam delta desert dock downs
  dune dyke estuary farm fell fen field fjord flat ford forest fountain garden gate geyser glacier
  glade glen gorge grotto grove gulf gully harbour haven heath hedge hill hollow inlet island isle
  islet jetty jungle knoll lagoon lake lane ledge levee lodge marsh meadow mesa mill mine moor
  mountain oasis orchard park pass pasture path peak pier pine plain plateau point pond pool port
  prairie quarry quay range rapids reef ridge rise river road rock savanna shoal shore slope sound
  spring steppe strait strand stream summit terrace tower trail tundra vale valley village
  waterfall wharf wood
`);

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
